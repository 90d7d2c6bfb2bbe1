import { conditions, node, type Json } from '../fleet/__fixtures__/objects';
import {
  assess,
  custom,
  DELETED,
  IMAGE_PULL,
  saidOf,
  wantedOf,
  refusalOf,
  type Refusal,
  type ReportedCase,
  podOf,
} from './reported.fixture';

const object = custom('ray.io/v1', 'RayService');

const CONFIG = `
applications:
  - name: llm
    import_path: ray.serve.llm:build_openai_app
    args:
      llm_configs:
        - model_loading_config:
            model_id: chat
            model_source: Qwen/Qwen3-0.6B
`;

function ray(status?: Json, spec: Json = {}, metadata: Json = {}): Json {
  return object({
    metadata,
    spec: {
      serveConfigV2: CONFIG,
      rayClusterConfig: {
        headGroupSpec: { template: {} },
        workerGroupSpecs: [
          {
            groupName: 'gpu',
            replicas: 2,
            template: {
              spec: {
                containers: [
                  {
                    name: 'worker',
                    image: 'rayproject/ray-llm:2.49',
                    resources: { limits: { 'nvidia.com/gpu': '1' } },
                  },
                ],
              },
            },
          },
        ],
      },
      ...spec,
    },
    ...(status && { status }),
  });
}

function cluster(name: string, status: string, more: Json = {}): Json {
  return {
    rayClusterName: name,
    applicationStatuses: {
      llm: { status, message: status === 'RUNNING' ? '' : 'no GPU memory' },
    },
    ...more,
  };
}

const UP = {
  observedGeneration: 1,
  numServeEndpoints: 2,
  conditions: conditions({ Ready: ['True', 'NonZeroServeEndpoints'] }),
  activeServiceStatus: cluster('one', 'RUNNING'),
};
const notReady = (reason: string, message: string, more: Json = {}) => ({
  observedGeneration: 1,
  conditions: conditions({ Ready: ['False', reason, message] }),
  ...more,
});

describe('a RayService', () => {
  it.each<ReportedCase>([
    {
      why: 'it serves',
      objects: [ray(UP)],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: '2 of 2 replicas serve.',
      },
      replicas: { desired: 2, ready: 2 },
    },
    {
      why: 'KubeRay before 1.3 says that it runs',
      objects: [ray({ serviceStatus: 'Running' })],
      expected: { verdict: 'healthy', reason: 'Serving' },
      replicas: { desired: 2 },
    },
    {
      why: 'there is no status',
      objects: [ray()],
      expected: {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        message: 'KubeRay has not started it yet.',
      },
    },
    {
      why: 'it starts',
      objects: [
        ray(
          notReady('Initializing', 'waits for the cluster', {
            pendingServiceStatus: cluster('one', 'DEPLOYING'),
          }),
        ),
      ],
      expected: {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        message: 'Waits for the cluster.',
      },
    },
    {
      why: 'a pod of its cluster cannot fetch its image',
      objects: [
        ray(
          notReady('Initializing', 'waits', {
            pendingServiceStatus: cluster('one', 'DEPLOYING'),
          }),
        ),
        podOf({ 'ray.io/cluster': 'one' }, IMAGE_PULL),
        node('a'),
      ],
      expected: { verdict: 'degraded', reason: 'ImagePull' },
    },
    {
      why: 'KubeRay says Ready, but the application is not healthy',
      objects: [
        ray({ ...UP, activeServiceStatus: cluster('one', 'UNHEALTHY') }),
      ],
      expected: {
        verdict: 'degraded',
        reason: 'NotReady',
        message: 'The application "llm" is not healthy: no GPU memory.',
      },
    },
    {
      why: 'the new version could not start',
      objects: [
        ray({ ...UP, pendingServiceStatus: cluster('two', 'DEPLOY_FAILED') }),
      ],
      expected: {
        verdict: 'degraded',
        reason: 'RolloutStalled',
        message:
          'The new version: the application "llm" could not start: no GPU memory.',
      },
    },
    {
      why: 'it is being upgraded',
      objects: [
        ray({
          ...UP,
          conditions: conditions({ Ready: 'True', UpgradeInProgress: 'True' }),
          pendingServiceStatus: cluster('two', 'DEPLOYING', {
            trafficRoutedPercent: 20,
          }),
        }),
      ],
      expected: {
        verdict: 'progressing',
        reason: 'RolloutInProgress',
        message:
          '2 of 2 replicas serve: the new version starts beside the former one (20 % of the requests go to the new one).',
      },
    },
    {
      why: 'it goes back',
      objects: [
        ray({
          ...UP,
          conditions: conditions({ Ready: 'True', RollbackInProgress: 'True' }),
          pendingServiceStatus: cluster('two', 'RUNNING'),
        }),
      ],
      expected: {
        reason: 'RolloutInProgress',
        message: expect.stringContaining('goes back'),
      },
    },
    {
      why: 'KubeRay refuses what is written',
      objects: [ray(notReady('ValidationFailed', 'name too long'))],
      expected: { verdict: 'degraded', reason: 'InvalidSpec' },
    },
    {
      why: 'KubeRay has stopped waiting',
      objects: [ray(notReady('InitializingTimeout', 'after 30m'))],
      expected: { verdict: 'degraded', reason: 'RolloutStalled' },
    },
    {
      why: 'nothing takes requests any more',
      objects: [ray(notReady('ZeroServeEndpoints', 'dropped to 0'))],
      expected: { verdict: 'degraded', reason: 'NotReady' },
    },
    {
      why: 'a person suspended it',
      objects: [
        ray(
          {
            conditions: conditions({ Suspended: ['True', 'SuspendComplete'] }),
          },
          { suspend: true },
        ),
      ],
      expected: {
        verdict: 'suspended',
        reason: 'Stopped',
        message: 'It is stopped: someone asked for that.',
      },
      replicas: { desired: 0 },
    },
    {
      why: 'it was suspended just now',
      objects: [ray(UP, { suspend: true }, { generation: 2 })],
      expected: {
        verdict: 'suspended',
        message: 'It is being stopped: someone asked for that.',
      },
    },
    {
      why: 'the newest change was not looked at',
      objects: [ray(UP, {}, { generation: 2 })],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'it is being removed',
      objects: [ray(UP, { suspend: true }, DELETED.metadata)],
      expected: { verdict: 'progressing', reason: 'Deleting' },
    },
  ])('when $why', given => {
    expect(saidOf(given)).toEqual(wantedOf(given));
  });

  it('is told by what Ray Serve is told, and shows where requests go', () => {
    expect(
      assess([
        ray({
          ...UP,
          activeServiceStatus: cluster('one', 'RUNNING', {
            trafficRoutedPercent: 80,
            rayClusterStatus: {
              desiredWorkerReplicas: 3,
              readyWorkerReplicas: 3,
            },
          }),
          pendingServiceStatus: cluster('two', 'RUNNING', {
            trafficRoutedPercent: 20,
          }),
        }),
      ]),
    ).toMatchObject({
      runtime: 'Ray Serve',
      artifactUri: 'hf://Qwen/Qwen3-0.6B',
      // One more than two workers were written: its autoscaler wants three.
      replicas: { desired: 3, ready: 2 },
      gpus: [{ resourceName: 'nvidia.com/gpu', perReplica: 1 }],
      revisions: [
        {
          name: 'two',
          current: true,
          share: { kind: 'traffic', percent: 20 },
        },
        {
          name: 'one',
          ready: 3,
          current: false,
          share: { kind: 'traffic', percent: 80 },
        },
      ],
      url: 'http://assistant-serve-svc.chat.svc:8000',
    });
  });

  it('does not say a share that KubeRay does not say', () => {
    expect(assess([ray(UP)])?.revisions).toEqual([
      {
        name: 'one',
        image: 'rayproject/ray-llm:2.49',
        current: true,
        share: { kind: 'traffic' },
      },
    ]);
  });

  it('counts no more pods that take requests than it wants', () => {
    expect(assess([ray({ ...UP, numServeEndpoints: 3 })])?.replicas).toEqual({
      desired: 2,
      ready: 2,
    });
  });

  it.each<Refusal>([
    ['spec.serveConfigV2', ray({}, { serveConfigV2: { applications: [] } })],
    ['spec.suspend', ray({}, { suspend: 'true' })],
    ['spec.rayClusterConfig', ray({}, { rayClusterConfig: [] })],
    [
      'status.activeServiceStatus.applicationStatuses.llm',
      ray({
        activeServiceStatus: {
          rayClusterName: 'one',
          applicationStatuses: { llm: 'RUNNING' },
        },
      }),
    ],
    ['status.numServeEndpoints', ray({ numServeEndpoints: '2' })],
    [
      'status.pendingServiceStatus.trafficRoutedPercent',
      ray({ pendingServiceStatus: { trafficRoutedPercent: 0.5 } }),
    ],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
