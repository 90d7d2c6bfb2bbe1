import { staticCluster } from '../fleet/__fixtures__/staticFleet';
import { checkRoom } from './checkRoom';
import type { ResolvedOverlay } from './manifests/types';

const overlay: ResolvedOverlay = {
  errors: [],
  warnings: [],
  notResolved: [],
  manifests: [
    {
      file: 'base/deployment.yaml',
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'bot' },
        spec: {
          replicas: 2,
          template: {
            spec: {
              containers: [
                {
                  name: 'vllm',
                  resources: { limits: { 'nvidia.com/gpu': '4', cpu: 8 } },
                },
              ],
            },
          },
        },
      },
    },
  ],
};

function check(
  hard: Record<string, number>,
  used?: Record<string, number>,
  from: ResolvedOverlay = overlay,
) {
  return checkRoom({
    cluster: staticCluster({
      name: 'eu',
      objects: [
        {
          kind: 'ResourceQuota',
          metadata: { name: 'gpus', namespace: 'chat', uid: 'quota' },
          spec: { hard },
          ...(used && { status: { used } }),
        },
      ],
    }),
    name: 'eu',
    namespace: 'chat',
    overlay: from,
  });
}

it('refuses what a quota can never allow', () => {
  expect(check({ 'requests.nvidia.com/gpu': 4 })).toEqual({
    problems: [
      {
        severity: 'error',
        file: 'clusters/eu/kustomization.yaml',
        object: { apiVersion: 'v1', kind: 'ResourceQuota', name: 'gpus' },
        message:
          "It asks for 2 × 4 = 8 requests.nvidia.com/gpu, and the quota 'gpus' allows 4 in all",
        advice:
          'Ask for at most 1 replica, or ask the platform team for a larger quota.',
      },
    ],
    notes: [],
  });
});

it('warns of what is not left now, and is silent where there is room', () => {
  const { problems } = check(
    { 'requests.nvidia.com/gpu': 16, 'requests.cpu': 64 },
    { 'requests.nvidia.com/gpu': 12, 'requests.cpu': 0 },
  );
  expect(problems.map(({ severity, message }) => [severity, message])).toEqual([
    [
      'warning',
      "It asks for 2 × 4 = 8 requests.nvidia.com/gpu, and the quota 'gpus' has 4 of 16 left now",
    ],
  ]);
});

it('says what is not known', () => {
  expect(check({ 'requests.nvidia.com/gpu': 16 }).notes).toEqual([
    "It asks for 2 × 4 = 8 requests.nvidia.com/gpu; the quota 'gpus' allows 16 in all, and what is used of it has not been counted yet.",
  ]);
  expect(
    checkRoom({ cluster: undefined, name: 'eu', namespace: 'chat', overlay }),
  ).toEqual({
    problems: [],
    notes: [
      'What the namespace allows is not known: the cluster was never seen.',
    ],
  });
});

it('warns of an update without room, unless the old replica stops first', () => {
  const predictor = {
    minReplicas: 1,
    model: { resources: { limits: { 'nvidia.com/gpu': '4' } } },
  };
  const withStrategy = (deploymentStrategy?: object): ResolvedOverlay => ({
    ...overlay,
    manifests: [
      {
        file: 'base/inferenceservice.yaml',
        object: {
          apiVersion: 'serving.kserve.io/v1beta1',
          kind: 'InferenceService',
          metadata: { name: 'bot' },
          spec: {
            predictor: {
              ...predictor,
              ...(deploymentStrategy && { deploymentStrategy }),
            },
          },
        },
      },
    ],
  });
  const problems = (from: ResolvedOverlay) =>
    check(
      { 'requests.nvidia.com/gpu': 4 },
      { 'requests.nvidia.com/gpu': 0 },
      from,
    ).problems.map(({ message }) => message);
  expect(problems(withStrategy())).toEqual([
    expect.stringContaining('an update, which starts the new replica before'),
  ]);
  expect(
    problems(
      withStrategy({
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
      }),
    ),
  ).toEqual([]);
});
