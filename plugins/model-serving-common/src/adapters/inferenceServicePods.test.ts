import {
  conditions,
  deployment,
  deploymentStatus,
  inferenceService,
  node,
  pod,
  replicaSet,
} from '../fleet/__fixtures__/objects';
import {
  judge,
  NAME,
  PODS,
  predictor,
  UP,
  type VerdictCase,
} from './inferenceService.fixture';

const CASES: readonly VerdictCase[] = [
  {
    why: 'everything is ready',
    objects: [
      inferenceService(NAME, { status: { conditions: UP } }),
      predictor(2, 2),
    ],
    expected: {
      verdict: 'healthy',
      reason: 'Serving',
      message: '2 of 2 replicas serve.',
    },
  },
  {
    why: 'Knative serves',
    objects: [
      inferenceService(NAME, {
        status: { deploymentMode: 'Knative', conditions: UP },
      }),
      pod('k', { node: 'n', ready: true, labels: PODS }),
    ],
    expected: {
      verdict: 'healthy',
      reason: 'Serving',
      message: '1 replica serves.',
    },
  },
  {
    why: 'KEDA has scaled to zero',
    objects: [
      inferenceService(NAME, {
        predictor: { minReplicas: 0 },
        status: { conditions: UP },
      }),
      predictor(0, 0),
    ],
    expected: { verdict: 'healthy', reason: 'Idle' },
  },
  {
    why: 'an old failure was never cleared',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: UP,
          modelStatus: {
            transitionStatus: 'UpToDate',
            lastFailureInfo: { reason: 'ModelLoadFailed' },
          },
        },
      }),
      predictor(1, 1),
    ],
    expected: { verdict: 'healthy', reason: 'Serving' },
  },
  {
    why: 'the model loads',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: 'Unknown',
            IngressReady: ['False', 'Predictor not ready'],
            Ready: 'Unknown',
          }),
        },
      }),
      predictor(2, 1),
      pod('a', { node: 'n', ready: true, labels: PODS }),
      pod('b', { node: 'n', labels: PODS }),
    ],
    expected: {
      verdict: 'progressing',
      reason: 'ModelLoading',
      message: '1 of 2 replicas serve: the model is being loaded.',
    },
  },
  {
    why: 'the deadline passed while the model loads',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: ['False', 'ProgressDeadlineExceeded'],
            Ready: 'False',
          }),
        },
      }),
      predictor(1, 0, {
        conditions: conditions({
          Progressing: ['False', 'ProgressDeadlineExceeded'],
        }),
      }),
      pod('a', { node: 'n', labels: PODS }),
    ],
    expected: { verdict: 'progressing', reason: 'SlowStart' },
  },
  {
    why: 'there are no GPUs, and the deadline passed',
    argo: 'progressing',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: ['False', 'ProgressDeadlineExceeded'],
            Ready: 'False',
          }),
        },
      }),
      predictor(1, 0, {
        conditions: conditions({
          Progressing: ['False', 'ProgressDeadlineExceeded'],
        }),
      }),
      node('n', { gpus: 2 }),
      pod('holder', { node: 'n', gpus: 2, ready: true }),
      pod('a', {
        labels: PODS,
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '1 Insufficient nvidia.com/gpu',
          },
        ],
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'InsufficientGpus',
      message:
        '0 of 1 replica serves: each replica needs 1 × NVIDIA-L4 on one machine; of 2 in this cluster 0 are free, at most 0 on one machine.',
    },
  },
  {
    why: 'a crash is not in the conditions',
    argo: 'progressing',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: 'Unknown',
            Ready: 'Unknown',
          }),
        },
      }),
      predictor(1, 0),
      pod('a', {
        node: 'n',
        labels: PODS,
        containerStatuses: [
          {
            name: 'kserve-container',
            ready: false,
            restartCount: 2,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: {
              terminated: { exitCode: 1, message: 'CUDA out of memory' },
            },
          },
        ],
      }),
    ],
    expected: { verdict: 'degraded', reason: 'GpuOutOfMemory' },
  },
  {
    why: 'a new version loads while the former one serves',
    argo: 'healthy',
    objects: [
      inferenceService(NAME, { status: { conditions: UP } }),
      predictor(1, 1, { replicas: 2, updatedReplicas: 1 }),
      replicaSet('assistant-predictor-1', {
        owner: `${NAME}-predictor`,
        revision: 1,
        hash: 'a',
        replicas: 1,
        ready: 1,
      }),
      replicaSet('assistant-predictor-2', {
        owner: `${NAME}-predictor`,
        revision: 2,
        hash: 'b',
        replicas: 1,
        ready: 0,
      }),
      pod('a', {
        node: 'n',
        ready: true,
        labels: { ...PODS, 'pod-template-hash': 'a' },
      }),
      pod('b', { node: 'n', labels: { ...PODS, 'pod-template-hash': 'b' } }),
    ],
    expected: {
      verdict: 'progressing',
      reason: 'ModelLoading',
      message:
        'The new version serves with 0 of 1 replica, the former one still with 1: the model is being loaded.',
    },
  },
  {
    why: 'the route is not there yet',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: 'True',
            IngressReady: ['Unknown', 'Uninitialized', 'HTTPRoute not ready'],
            Ready: 'Unknown',
          }),
        },
      }),
      predictor(1, 1),
    ],
    expected: {
      verdict: 'progressing',
      reason: 'RouteNotReady',
      message:
        '1 of 1 replica serves, but it cannot be reached yet: HTTPRoute not ready.',
    },
  },
  {
    why: 'the route failed',
    argo: 'progressing',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: 'True',
            IngressReady: ['False', 'GatewayNotFound'],
            Ready: 'False',
          }),
        },
      }),
      predictor(1, 1),
    ],
    expected: { verdict: 'degraded', reason: 'RouteNotReady' },
  },
  {
    why: 'a trial version fails',
    argo: 'progressing',
    objects: [
      inferenceService(NAME, {
        spec: { canary: [{ trafficPercent: 10, predictor: { name: 'next' } }] },
        status: {
          conditions: conditions({
            PredictorReady: 'True',
            CanaryPredictorReady: ['False', 'CanariesNotReady'],
            Ready: 'True',
          }),
          canaryStatuses: [{ name: 'next', ready: false, trafficPercent: 10 }],
        },
      }),
      predictor(1, 1),
      deployment(`${NAME}-next-predictor`, {
        controller: 'InferenceService',
        status: deploymentStatus(1, 0, {
          conditions: conditions({
            Progressing: ['False', 'ProgressDeadlineExceeded'],
          }),
        }),
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'RolloutStalled',
      message:
        'The trial version "next" is not serving yet. 0 of 1 replica serves: no progress for 600 s.',
    },
  },
];

describe('the verdict on an InferenceService with its replicas', () => {
  it.each(CASES)('when $why', ({ objects, expected, argo }) => {
    expect(judge(objects)).toMatchObject(expected);
    // A difference that is no difference need not be listed.
    expect(argo).not.toBe(expected.verdict);
  });
});
