import {
  renderService,
  resolveOverlay,
  type Placement,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  serviceCombinations,
  withEveryPair,
} from '@modelfleet/backstage-plugin-model-serving-common/testUtils';
import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Cluster } from '../environment/Cluster';
import {
  collectionPath,
  kubernetesObjectSchema,
  type KubernetesObject,
} from '../kubernetes/objects';
import { NAMESPACE, type ProductCase } from './case';
import { refusals, renderedObjects } from './manifests';
import type { Product, SeenRollout } from './Product';

const STOP = 'serving.kserve.io/stop';
const OUTCOME = 'modelfleet.dev/simulated-outcome';

/** KServe and the kubelets that do not exist take a while together. */
const RECONCILED_WITHIN_MS = 60_000;

const serviceSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    predictor: z.looseObject({ model: z.looseObject({}) }),
  }),
});

const deploymentSchema = z.object({
  spec: z.object({ replicas: z.number() }),
});

const podsSchema = z.object({
  items: z.array(
    z.object({
      spec: z.object({
        nodeName: z.string().optional(),
        initContainers: z.array(z.object({ name: z.string() })).optional(),
      }),
    }),
  ),
});

/** What the wizard renders for the tests' service; by kind. */
function rendered(
  placement: Omit<Placement, 'cluster'>,
  cluster: Cluster,
): KubernetesObject[] {
  const { files } = renderService({
    service: 'chat',
    tenant: 'chat',
    owner: 'group:default/chat-team',
    namespace: NAMESPACE,
    modelRef: 'model:default/tested',
    model: {
      name: 'tested',
      artifact: {
        name: 'bf16',
        uri: 'hf://example/tested',
        revision: 'abc123',
        format: 'safetensors',
      },
    },
    runtime: 'kserve',
    placements: [{ ...placement, cluster: cluster.name }],
  });
  const { manifests, errors } = resolveOverlay(files, cluster.name);
  assert.deepEqual(errors, []);
  return manifests.map(({ object }) => kubernetesObjectSchema.parse(object));
}

type Service = z.infer<typeof serviceSchema>;

/** The wizard's InferenceService under another name, changed as a person might. */
function variant(
  cluster: Cluster,
  name: string,
  change: {
    readonly gpus?: number;
    readonly outcome?: string;
    readonly model?: Readonly<Record<string, unknown>>;
  },
): Service {
  const service = serviceSchema.parse(
    rendered({ replicas: 1, gpusPerReplica: change.gpus ?? 1 }, cluster).find(
      ({ kind }) => kind === 'InferenceService',
    ),
  );
  const { predictor } = service.spec;
  return {
    ...service,
    metadata: { ...service.metadata, name },
    spec: {
      predictor: {
        ...predictor,
        ...(change.outcome && {
          annotations: {
            ...z.record(z.string(), z.string()).parse(predictor.annotations),
            [OUTCOME]: change.outcome,
          },
        }),
        model: { ...predictor.model, ...change.model },
      },
    },
  };
}

function rowOf(product: Product, cluster: Cluster, name: string) {
  return async () =>
    (await product.rollouts('component', 'chat')).find(
      ({ cluster: { name: where }, workload }) =>
        where === cluster.name &&
        workload?.ref.kind === 'InferenceService' &&
        workload.ref.name === name,
    );
}

async function untilJudged(
  product: Product,
  cluster: Cluster,
  name: string,
  verdict: string,
  reason: string,
): Promise<SeenRollout> {
  const row = await product.until(
    `${name} in ${cluster.name} is ${verdict} for ${reason}`,
    rowOf(product, cluster, name),
    seen =>
      seen?.judgement.verdict === verdict && seen.judgement.reason === reason,
    RECONCILED_WITHIN_MS,
  );
  assert.ok(row);
  return row;
}

/** Says what is wrong with a service that KServe is given, and takes it away. */
function unhealthyCase(
  that: string,
  change: Parameters<typeof variant>[2],
  expected: {
    readonly verdict: string;
    readonly reason: string;
    readonly message: RegExp;
  },
): ProductCase {
  return {
    name: `KServe: an InferenceService ${that} is ${expected.verdict}, ${expected.reason}`,
    async run({ product, eu }) {
      const service = variant(eu, 'chat-unhealthy', change);
      await eu.admin.create(service);
      try {
        const row = await untilJudged(
          product,
          eu,
          service.metadata.name,
          expected.verdict,
          expected.reason,
        );
        assert.match(row.judgement.message, expected.message);
      } finally {
        await eu.admin.remove(service);
      }
      await product.until(
        'its row is gone',
        rowOf(product, eu, service.metadata.name),
        seen => seen === undefined,
      );
    },
  };
}

async function list(cluster: Cluster, apiVersion: string, kind: string) {
  const path = collectionPath({
    apiVersion,
    kind,
    metadata: { namespace: NAMESPACE },
  });
  return cluster.admin.must({
    path: `${path}?labelSelector=serving.kserve.io%2Finferenceservice%3Dchat`,
  });
}

const WHOLE = { name: 'chat', namespace: NAMESPACE };
const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'chat-predictor', namespace: NAMESPACE },
};
const SERVICE = {
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata: WHOLE,
};

const cases: readonly ProductCase[] = [
  {
    name: 'KServe: what the wizard renders becomes a Deployment, a Service and an autoscaler, its pods are scheduled, and the row is healthy',
    async run({ product, eu }) {
      for (const object of rendered({ replicas: 2, gpusPerReplica: 2 }, eu)) {
        await eu.admin.apply(object);
      }
      const row = await product.until(
        // KServe starts one; the autoscaler makes it the two that are wanted.
        'two replicas serve',
        rowOf(product, eu, 'chat'),
        seen =>
          seen?.judgement.verdict === 'healthy' &&
          seen.judgement.reason === 'Serving' &&
          seen.workload?.replicas.ready === 2,
        RECONCILED_WITHIN_MS,
      );
      assert.ok(row);
      assert.partialDeepStrictEqual(row.workload, {
        ref: { kind: 'InferenceService', name: 'chat' },
        replicas: { desired: 2, ready: 2 },
        gpus: [
          {
            resourceName: 'nvidia.com/gpu',
            product: 'NVIDIA-H100-80GB-HBM3',
            perReplica: 2,
          },
        ],
        url: 'http://chat-chat.example.com',
      });
      const made = deploymentSchema.parse(await eu.admin.get(DEPLOYMENT));
      assert.equal(made.spec.replicas, 2);
      for (const [apiVersion, kind] of [
        ['v1', 'Service'],
        ['autoscaling/v2', 'HorizontalPodAutoscaler'],
      ] as const) {
        const found = await eu.admin.get({
          apiVersion,
          kind,
          metadata: DEPLOYMENT.metadata,
        });
        assert.ok(found, `KServe made no ${kind}`);
      }
      const pods = podsSchema.parse((await list(eu, 'v1', 'Pod')).json()).items;
      assert.equal(pods.length, 2);
      for (const { spec } of pods) {
        assert.ok(eu.nodeNames.includes(spec.nodeName ?? ''));
        // Put there by the webhook for pods.
        assert.deepEqual(
          spec.initContainers?.map(({ name }) => name),
          ['storage-initializer'],
        );
      }
    },
  },
  {
    name: 'KServe: a change in Git rolls out, and ends healthy with the new number of replicas',
    async run({ product, eu }) {
      for (const object of rendered({ replicas: 3, gpusPerReplica: 1 }, eu)) {
        await eu.admin.apply(object);
      }
      await product.until(
        'three replicas with one GPU each serve',
        rowOf(product, eu, 'chat'),
        seen =>
          seen?.judgement.verdict === 'healthy' &&
          seen.workload?.replicas.desired === 3 &&
          seen.workload.replicas.ready === 3,
        RECONCILED_WITHIN_MS,
      );
    },
  },
  {
    name: 'KServe: an InferenceService that a person stops is suspended, Stopped, and without its annotation it serves again',
    async run({ product, eu }) {
      const annotate = (value: string | null) =>
        eu.admin.change(SERVICE, {
          metadata: { annotations: { [STOP]: value } },
        });
      await annotate('true');
      await untilJudged(product, eu, 'chat', 'suspended', 'Stopped');
      await eu.admin.until(
        'its pods are gone',
        async () =>
          podsSchema.parse((await list(eu, 'v1', 'Pod')).json()).items
            .length === 0,
      );
      await annotate(null);
      await untilJudged(product, eu, 'chat', 'healthy', 'Serving');
    },
  },
  unhealthyCase(
    'for more GPUs than a node has',
    { gpus: 16 },
    {
      verdict: 'degraded',
      reason: 'InsufficientGpus',
      message: /needs 16 .* no machine .* more than 8/,
    },
  ),
  unhealthyCase(
    'whose image cannot be pulled',
    { outcome: 'image-pull' },
    { verdict: 'degraded', reason: 'ImagePull', message: /image/i },
  ),
  unhealthyCase(
    'whose container crashes',
    { outcome: 'crash' },
    {
      verdict: 'degraded',
      reason: 'CrashLoop',
      message: /ends again and again/,
    },
  ),
  unhealthyCase(
    'whose model is still fetched',
    { outcome: 'loading' },
    {
      verdict: 'progressing',
      reason: 'ModelDownload',
      message: /model/i,
    },
  ),
  unhealthyCase(
    'that names a runtime that is not there',
    { model: { runtime: 'nowhere' } },
    { verdict: 'degraded', reason: 'InvalidSpec', message: /runtime/ },
  ),
  unhealthyCase(
    'in a format that no runtime serves',
    { model: { modelFormat: { name: 'unheard-of' } } },
    { verdict: 'degraded', reason: 'InvalidSpec', message: /runtime/ },
  ),
  {
    name: "KServe: what the wizard renders, every pair of choices, is taken by KServe's own webhooks, which refuse what is wrong",
    async run({ eu }) {
      const services = new Map(
        [
          ...renderedObjects(
            withEveryPair(
              serviceCombinations().filter(
                ({ request }) => request.runtime === 'kserve',
              ),
            ),
          ),
        ].filter(([, { kind }]) => kind === 'InferenceService'),
      );
      assert.ok(services.size > 10, `${services.size} are rendered`);
      assert.deepEqual(await refusals(eu, services), []);
      const good = variant(eu, 'refused', {});
      const refused = await refusals(
        eu,
        new Map([
          [
            'wrong',
            {
              ...good,
              metadata: {
                ...good.metadata,
                annotations: {
                  ...good.metadata.annotations,
                  'serving.kserve.io/autoscalerClass': 'guess',
                },
              },
            },
          ],
        ]),
      );
      assert.match(refused.join(), /validator\.inferenceservices.*guess/);
    },
  },
  {
    name: 'KServe: an InferenceService that is deleted takes its Deployment and its row along',
    async run({ product, eu }) {
      for (const object of rendered({ replicas: 3, gpusPerReplica: 1 }, eu)) {
        if (object.kind !== 'Namespace') await eu.admin.remove(object);
      }
      await product.until(
        'its row is gone',
        rowOf(product, eu, 'chat'),
        seen => seen === undefined,
      );
      await eu.admin.until(
        'its Deployment is gone',
        async () => (await eu.admin.get(DEPLOYMENT)) === undefined,
      );
    },
  },
];

/** From what the wizard renders to what users see, through the real KServe. */
export const kserveCases: readonly ProductCase[] = cases.map(each => ({
  ...each,
  needs: 'kserve',
}));
