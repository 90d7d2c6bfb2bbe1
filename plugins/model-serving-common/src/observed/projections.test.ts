import {
  application,
  deployment,
  inferenceService,
  node,
  pod,
  replicaSet,
  type Json,
} from '../fleet/__fixtures__/objects';
import { engineOf } from './engine';
import { InvalidObjectError } from './InvalidObjectError';
import { observedProjections } from './projections';
import { resourceId, type ObservedRecord } from './resource';
import { cut } from './text';

function project(raw: Json): ObservedRecord | undefined {
  return observedProjections
    .find(({ resource }) => resource.kind === raw.kind)
    ?.project(raw);
}

/** Sets a field by its path, so that a case is one line. */
function withField(
  raw: Json,
  path: readonly (string | number)[],
  value: unknown,
): Json {
  const copy: unknown = JSON.parse(JSON.stringify(raw));
  let place = copy;
  for (const key of path.slice(0, -1)) place = Reflect.get(Object(place), key);
  Reflect.set(Object(place), path.at(-1) ?? '', value);
  return Object(copy);
}

describe('the observed kinds', () => {
  it('are named as kubectl names them', () => {
    expect(
      observedProjections.map(({ resource }) => resourceId(resource)),
    ).toEqual([
      'nodes',
      'pods',
      'resourceslices.resource.k8s.io',
      'resourceclaims.resource.k8s.io',
      'resourceclaimtemplates.resource.k8s.io',
      'deviceclasses.resource.k8s.io',
      'replicasets.apps',
      'resourcequotas',
      'limitranges',
      'workloads.kueue.x-k8s.io',
      'localqueues.kueue.x-k8s.io',
      'clusterqueues.kueue.x-k8s.io',
      'deployments.apps',
      'statefulsets.apps',
      'inferenceservices.serving.kserve.io',
      'llminferenceservices.serving.kserve.io',
      'leaderworkersets.leaderworkerset.x-k8s.io',
      'rollouts.argoproj.io',
      'scaledobjects.keda.sh',
      'inferencepools.inference.networking.k8s.io',
      'inferencepools.inference.networking.x-k8s.io',
      'httproutes.gateway.networking.k8s.io',
      'gateways.gateway.networking.k8s.io',
      'services',
      'workspaces.kaito.sh',
      'inferencesets.kaito.sh',
      'nimservices.apps.nvidia.com',
      'rayservices.ray.io',
      'models.kubeai.org',
      'stormservices.orchestration.aibrix.ai',
      'dynamographdeployments.nvidia.com',
      'models.mlops.seldon.io',
      'applications.argoproj.io',
      'applicationsets.argoproj.io',
      'gitrepositories.source.toolkit.fluxcd.io',
      'kustomizations.kustomize.toolkit.fluxcd.io',
      'helmreleases.helm.toolkit.fluxcd.io',
    ]);
  });

  it.each<[string, Json]>([
    ['Node', node('n')],
    ['Pod', pod('p', { node: 'n' })],
    [
      'ReplicaSet',
      replicaSet('r', { owner: 'd', revision: 1, hash: 'a', replicas: 1 }),
    ],
    ['Deployment', deployment('d')],
    ['InferenceService', inferenceService('i')],
    [
      'Application',
      application('a', { destination: {}, source: { repoURL: 'x' } }),
    ],
  ])(
    'leave a %s record that is plain JSON, whatever else is in the object',
    (_kind, raw) => {
      const strange = {
        ...raw,
        apiVersion: 'x/v9',
        novelty: [1],
        spec: { ...Object(raw.spec), novelty: { a: null } },
      };
      const record = project(strange);
      expect(record).toEqual(JSON.parse(JSON.stringify(record)));
      expect(record).toEqual(project(raw));
      expect(record?.meta).toMatchObject({
        uid: expect.any(String),
        resourceVersion: '1',
      });
    },
  );

  it.each<[string, Json, string, string]>([
    [
      'a string for an object',
      withField(pod('p'), ['spec'], 'x'),
      'Pod chat/p',
      'spec is "x", not an object',
    ],
    [
      'an object for a list',
      withField(pod('p'), ['spec', 'containers'], {}),
      'Pod chat/p',
      'spec.containers is an object, not a list',
    ],
    [
      'a string in a list of objects',
      withField(pod('p'), ['spec', 'containers', 0], 'x'),
      'Pod chat/p',
      'spec.containers[0] is "x", not an object',
    ],
    [
      'a fraction of a GPU',
      withField(
        pod('p'),
        ['spec', 'containers', 0, 'resources', 'limits', 'nvidia.com/gpu'],
        '500m',
      ),
      'Pod chat/p',
      'spec.containers[0].resources.limits["nvidia.com/gpu"] is "500m", not a whole number of devices',
    ],
    [
      'no name',
      withField(node('n'), ['metadata', 'name'], null),
      'Node',
      'metadata.name is missing',
    ],
    [
      'text for a count',
      withField(deployment('d'), ['spec', 'replicas'], '3'),
      'Deployment chat/d',
      'spec.replicas is "3", not an integer',
    ],
    [
      'text for a flag',
      withField(node('n'), ['spec', 'unschedulable'], 'yes'),
      'Node n',
      'spec.unschedulable is "yes", not a boolean',
    ],
  ])(
    'name the field that cannot be read: %s',
    (_name, raw, object, message) => {
      let thrown: unknown;
      try {
        project(raw);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(InvalidObjectError);
      expect(thrown).toMatchObject({
        name: 'InvalidObjectError',
        object,
        message: `${object}: ${message}`,
      });
    },
  );

  it.each([undefined, null, 'x', [], 7])('refuse %p', raw => {
    for (const projection of observedProjections) {
      expect(() => projection.project(raw)).toThrow(InvalidObjectError);
    }
  });
});

describe('what leaves no record', () => {
  const plain = { containers: [{ name: 'main', image: 'nginx:1' }] };

  it.each<[string, Json, boolean]>([
    ['a pod with a GPU', pod('p'), true],
    ['a pod without one', { ...pod('p'), spec: plain }, false],
    [
      'a pod of KServe without one',
      {
        ...pod('p', { labels: { 'serving.kserve.io/inferenceservice': 'x' } }),
        spec: plain,
      },
      true,
    ],
    [
      'a pod of an engine without one',
      {
        ...pod('p'),
        spec: { containers: [{ name: 'm', image: 'ollama/ollama' }] },
      },
      true,
    ],
    [
      'a pod with an annotation',
      {
        ...pod('p', {
          metadata: {
            annotations: {
              'modelfleet.dev/service-ref': 'component:default/x',
            },
          },
        }),
        spec: plain,
      },
      true,
    ],
    [
      'a pod with a GPU in an init container',
      {
        ...pod('p'),
        spec: {
          ...plain,
          initContainers: [
            { name: 'i', resources: { limits: { 'amd.com/gpu': 1 } } },
          ],
        },
      },
      true,
    ],
    [
      'an empty former revision',
      replicaSet('r', { owner: 'd', revision: 1, hash: 'a', replicas: 0 }),
      false,
    ],
    [
      'a revision of something else',
      {
        ...replicaSet('r', { owner: 'd', revision: 1, hash: 'a', replicas: 1 }),
        spec: { template: { spec: plain } },
      },
      false,
    ],
  ])('%s: %s', (_name, raw, kept) => {
    expect(project(raw) !== undefined).toBe(kept);
  });
});

describe('what is kept', () => {
  it('is small for a workload with its pods', () => {
    const noise = Object.fromEntries(
      Array.from({ length: 40 }, (_unused, index) => [
        `example.com/note-${index}`,
        'x'.repeat(200),
      ]),
    );
    const objects = [
      inferenceService('assistant', {
        annotations: {
          ...noise,
          'modelfleet.dev/model-ref': 'model:default/llama',
        },
      }),
      deployment('assistant-predictor', { annotations: noise }),
      replicaSet('assistant-predictor-1', {
        owner: 'assistant-predictor',
        revision: 1,
        hash: 'a',
        replicas: 1,
      }),
      pod('assistant-predictor-1-x', {
        node: 'n',
        metadata: { annotations: noise },
        containerStatuses: [
          {
            name: 'kserve-container',
            ready: false,
            restartCount: 3,
            state: {
              waiting: {
                reason: 'CrashLoopBackOff',
                message: 'x'.repeat(10_000),
              },
            },
            lastState: {
              terminated: { exitCode: 1, message: 'y'.repeat(10_000) },
            },
          },
        ],
      }),
    ];
    const bytes = objects.reduce(
      (total, raw) => total + JSON.stringify(project(raw)).length,
      0,
    );
    expect(bytes).toBeLessThan(4096);
  });

  it('keeps all labels of serving objects, and the annotations that are read', () => {
    expect(
      project(
        inferenceService('i', {
          labels: { any: 'label' },
          annotations: { any: 'thing', 'serving.kserve.io/stop': 'true' },
        }),
      )?.meta,
    ).toMatchObject({
      labels: { any: 'label' },
      annotations: { 'serving.kserve.io/stop': 'true' },
    });
  });

  it('holds no credentials', () => {
    const secrets = [
      'GET https://huggingface.co/x?token=abc123def failed',
      'Authorization: Bearer abcdefghijklmnop',
      'HF_TOKEN=hf_abcdefghijklmnopqrstuvwx',
      's3://x?X-Amz-Signature=0123456789abcdef&a=b',
      'https://user:pass@example.com/x',
      'jwt eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl',
    ].map(text => cut(text));
    expect(secrets.join(' ')).not.toMatch(
      /abc123def|abcdefghijklmnop|0123456789abcdef|user:pass|c2lnbmF0dXJl/,
    );
  });

  it('cuts long text and keeps its end', () => {
    const text = cut(`${'a'.repeat(5000)}the cause`, 100);
    expect(text).toHaveLength(100);
    expect(text.endsWith('the cause')).toBe(true);
  });
});

describe('engineOf', () => {
  it('knows nothing of an image that only mentions an engine', () => {
    expect(
      engineOf('example.com/team/vllm-exporter-dashboard/grafana:1'),
    ).toBeUndefined();
    expect(engineOf('')).toBeUndefined();
  });
});
