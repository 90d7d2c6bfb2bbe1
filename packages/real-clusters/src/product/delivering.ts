import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import type { Cluster } from '../environment/Cluster';
import type { KubernetesObject } from '../kubernetes/objects';
import { NAMESPACE, type ProductCase, type ProductContext } from './case';
import { modelDeployment } from './objects';
import type { SeenRollout } from './Product';

/** A tool that delivers from Git, and where it is tried. */
interface Tool {
  readonly id: 'flux' | 'argocd';
  readonly title: string;
  /** Where the service runs. */
  target(context: ProductContext): Cluster;
  /** Where the tool's own objects are. */
  hub(context: ProductContext): Cluster;
  /** The objects by which a platform team has it deliver a folder. */
  objects(url: string, service: string, folder: string): KubernetesObject[];
}

const DELIVERED_WITHIN_MS = 90_000;

export const FLUX: Tool = {
  id: 'flux',
  title: 'Flux',
  target: ({ us }) => us,
  hub: ({ us }) => us,
  objects: (url, service, folder) => [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'fleet', namespace: 'flux-system' },
      spec: { url, interval: '1m', ref: { branch: 'main' } },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: service, namespace: 'flux-system' },
      spec: {
        interval: '1m',
        retryInterval: '2s',
        path: `./${folder}`,
        prune: true,
        wait: true,
        sourceRef: { kind: 'GitRepository', name: 'fleet' },
      },
    },
  ],
};

export const ARGO_CD: Tool = {
  id: 'argocd',
  title: 'Argo CD',
  target: ({ edge }) => edge,
  hub: ({ eu }) => eu,
  objects: (url, service, folder) => [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: service,
        namespace: 'argocd',
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      },
      spec: {
        project: 'default',
        source: { repoURL: url, targetRevision: 'main', path: folder },
        destination: { name: 'edge-plant', namespace: NAMESPACE },
        syncPolicy: { automated: { prune: true, selfHeal: true } },
      },
    },
  ],
};

/** The files of a service, laid out as the wizard does. */
function files(
  service: string,
  cluster: string,
  replicas: number,
): Record<string, string> {
  const root = `fleet/chat/${service}`;
  return {
    [`${root}/base/deployment.yaml`]: stringify(
      modelDeployment({
        name: service,
        replicas,
        gpus: 1,
        resourceName: cluster === 'edge-plant' ? 'amd.com/gpu' : undefined,
      }),
    ),
    [`${root}/base/kustomization.yaml`]: stringify({
      resources: ['deployment.yaml'],
    }),
    [`${root}/clusters/${cluster}/kustomization.yaml`]: stringify({
      namespace: NAMESPACE,
      resources: ['../../base'],
    }),
  };
}

async function untilRow(
  { product }: ProductContext,
  what: string,
  cluster: Cluster,
  service: string,
  wanted: (row: SeenRollout | undefined) => boolean,
): Promise<SeenRollout | undefined> {
  return product.until(
    what,
    async () =>
      (await product.rollouts('component', 'chat')).find(
        row =>
          row.cluster.name === cluster.name &&
          row.workload?.ref.name === service,
      ),
    wanted,
    DELIVERED_WITHIN_MS,
  );
}

function isDelivered(
  row: SeenRollout | undefined,
  commit: string,
  replicas: number,
): boolean {
  return (
    row?.judgement.verdict === 'healthy' &&
    row.workload?.replicas.ready === replicas &&
    row.delivery?.status === 'synced' &&
    row.delivery.appliedRevision === commit
  );
}

/** From a commit to what users see, through a real delivery tool. */
export function deliveryCases(tool: Tool): ProductCase[] {
  const service = `by-${tool.id}`;
  const cases: ProductCase[] = [
    {
      name: `delivery: a commit that ${tool.title} applies becomes a healthy row with that commit`,
      async run(context) {
        const target = tool.target(context);
        const commit = await context.git.commit(files(service, target.name, 1));
        const folder = `fleet/chat/${service}/clusters/${target.name}`;
        for (const object of tool.objects(context.git.url, service, folder)) {
          await tool.hub(context).admin.apply(object);
        }
        const row = await untilRow(
          context,
          `${service} is healthy as of ${commit}`,
          target,
          service,
          seen => isDelivered(seen, commit, 1),
        );
        assert.partialDeepStrictEqual(row?.delivery, {
          tool: tool.id,
          wantedRevision: commit,
          appliedRevision: commit,
          cluster: { name: tool.hub(context).name },
        });
      },
    },
    {
      name: `delivery: the next commit is followed through ${tool.title}, replicas and all`,
      async run(context) {
        const target = tool.target(context);
        const commit = await context.git.commit(files(service, target.name, 2));
        const row = await untilRow(
          context,
          `${service} has two replicas as of ${commit}`,
          target,
          service,
          seen => isDelivered(seen, commit, 2),
        );
        assert.equal(row?.delivery?.wantedRevision, commit);
      },
    },
    {
      name: `delivery: a commit that is about something else changes nothing of what ${tool.title} delivers`,
      async run(context) {
        const target = tool.target(context);
        const commit = await context.git.commit({
          'README.md': 'Nothing of the service changes.\n',
        });
        const row = await untilRow(
          context,
          `${tool.title} has looked at ${commit}`,
          target,
          service,
          seen =>
            seen?.delivery?.wantedRevision === commit &&
            seen.delivery.status === 'synced',
        );
        assert.equal(row?.judgement.verdict, 'healthy');
        assert.equal(row?.workload?.replicas.ready, 2);
      },
    },
    {
      name: `delivery: a commit that ${tool.title} cannot apply is named as failed, and what ran before runs on`,
      async run(context) {
        const target = tool.target(context);
        const before = await untilRow(
          context,
          'the former commit is applied',
          target,
          service,
          seen => seen?.delivery?.status === 'synced',
        );
        const good = before?.delivery?.appliedRevision;
        const bad = await context.git.commit({
          [`fleet/chat/${service}/base/kustomization.yaml`]: stringify({
            resources: ['deployment.yaml', 'nowhere.yaml'],
          }),
        });
        const row = await untilRow(
          context,
          `the delivery of ${bad} has failed`,
          target,
          service,
          seen => seen?.delivery?.status === 'failed',
        );
        assert.equal(row?.delivery?.appliedRevision, good);
        assert.match(row?.delivery?.message ?? '', /nowhere\.yaml/);
        assert.equal(row?.workload?.replicas.ready, 2);
        const fixed = await context.git.commit(files(service, target.name, 1));
        await untilRow(
          context,
          'the repair is applied',
          target,
          service,
          seen => isDelivered(seen, fixed, 1),
        );
      },
    },
    {
      name: `delivery: what ${tool.title} removes loses its row`,
      async run(context) {
        const target = tool.target(context);
        const folder = `fleet/chat/${service}/clusters/${target.name}`;
        const objects = tool.objects(context.git.url, service, folder);
        for (const object of objects.reverse()) {
          await tool.hub(context).admin.remove(object);
        }
        await untilRow(
          context,
          `${service} has no row`,
          target,
          service,
          row => row === undefined,
        );
      },
    },
  ];
  return cases.map(each => ({ ...each, needs: tool.id }));
}
