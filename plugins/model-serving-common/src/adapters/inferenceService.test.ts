import type { Judgement, Verdict } from '../api/types';
import {
  conditions,
  deployment,
  deploymentStatus,
  inferenceService,
  node,
  pod,
  replicaSet,
  type Json,
} from '../fleet/__fixtures__/objects';
import { assessAll, assessOne } from './assessOne.fixture';

const NAME = 'assistant';
const PODS = {
  'serving.kserve.io/inferenceservice': NAME,
  component: 'predictor',
};

const UP = conditions({
  PredictorReady: 'True',
  IngressReady: 'True',
  Ready: 'True',
});

function predictor(replicas: number, ready: number, extra: Json = {}): Json {
  return deployment(`${NAME}-predictor`, {
    replicas,
    controller: 'InferenceService',
    labels: PODS,
    spec: { selector: { matchLabels: PODS } },
    status: deploymentStatus(replicas, ready, extra),
  });
}

interface Case {
  readonly why: string;
  readonly objects: readonly Json[];
  /** What Argo CD v3.5 says of the same status, where it differs. */
  readonly argo?: Verdict;
  readonly expected: Partial<Judgement>;
}

const CASES: readonly Case[] = [
  {
    why: 'there is no status yet',
    objects: [inferenceService(NAME)],
    expected: {
      verdict: 'progressing',
      reason: 'WaitingForPods',
      message: 'KServe has not started it yet.',
    },
  },
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
    why: 'Knative has scaled to zero',
    objects: [
      inferenceService(NAME, {
        predictor: { minReplicas: 0 },
        status: { deploymentMode: 'Serverless', conditions: UP },
      }),
    ],
    expected: { verdict: 'healthy', reason: 'Idle' },
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
    why: 'ModelMesh serves and shows no pods',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({ PredictorReady: 'True', Ready: 'True' }),
          modelStatus: { transitionStatus: 'UpToDate' },
        },
      }),
    ],
    expected: { verdict: 'healthy', reason: 'Serving' },
  },
  {
    why: 'someone stopped it',
    objects: [
      inferenceService(NAME, {
        annotations: { 'serving.kserve.io/stop': 'true' },
        status: {
          conditions: conditions({
            Stopped: 'True',
            Ready: ['False', 'Stopped'],
          }),
        },
      }),
    ],
    expected: {
      verdict: 'suspended',
      reason: 'Stopped',
      advice: expect.stringContaining('serving.kserve.io/stop'),
    },
  },
  {
    why: 'KServe has given up on the model',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: ['False', 'Failed'],
            Ready: 'False',
          }),
          modelStatus: {
            transitionStatus: 'BlockedByFailedLoad',
            lastFailureInfo: {
              reason: 'ModelLoadFailed',
              message: 'tokenizer.json is missing',
              time: '2026-11-23T11:00:00Z',
            },
          },
        },
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'ModelLoadFailed',
      message: 'The model could not be loaded: tokenizer.json is missing.',
      since: '2026-11-23T11:00:00Z',
    },
  },
  {
    why: 'no runtime supports the format',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({ PredictorReady: 'False', Ready: 'False' }),
          modelStatus: {
            transitionStatus: 'InvalidSpec',
            lastFailureInfo: { reason: 'NoSupportingRuntime' },
          },
        },
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'InvalidSpec',
      message: 'KServe cannot run what is written: NoSupportingRuntime.',
    },
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
    why: 'the deadline passed and nothing loads',
    argo: 'progressing',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: [
              'False',
              'ProgressDeadlineExceeded',
              'has timed out progressing',
            ],
            Ready: 'False',
          }),
        },
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'RolloutStalled',
      message: 'It is not serving: has timed out progressing.',
    },
  },
  {
    why: 'the predictor failed for another reason',
    argo: 'progressing',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: ['False', 'RevisionFailed'],
            Ready: 'False',
          }),
        },
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'NotReady',
      message: 'It is not serving: RevisionFailed.',
    },
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
  {
    why: 'it is being removed',
    objects: [
      inferenceService(NAME, {
        metadata: { deletionTimestamp: '2026-11-23T11:59:00Z' },
        status: { conditions: UP },
      }),
    ],
    argo: 'healthy',
    expected: { verdict: 'progressing', reason: 'Deleting' },
  },
];

describe('the verdict on an InferenceService', () => {
  it.each(CASES)('when $why', ({ objects, expected, argo }) => {
    const [workload] = assessAll(objects).filter(
      ({ ref }) => ref.name === NAME,
    );
    expect(workload?.judgement).toMatchObject(expected);
    // A difference that is no difference need not be listed.
    expect(argo).not.toBe(expected.verdict);
  });

  it('speaks for its Deployments', () => {
    const all = assessAll([inferenceService(NAME), predictor(1, 1)]);
    expect(all.map(({ ref }) => ref.kind)).toEqual(['InferenceService']);
  });
});

describe('what an InferenceService is', () => {
  it('takes replicas, revisions and GPUs from the Deployment in Standard mode', () => {
    const workload = assessOne([
      inferenceService(NAME, {
        predictor: {
          minReplicas: 1,
          maxReplicas: 3,
          nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L4' },
        },
        status: { url: 'http://assistant.chat.example.com', conditions: UP },
      }),
      predictor(3, 2),
      replicaSet('assistant-predictor-1', {
        owner: `${NAME}-predictor`,
        revision: 7,
        hash: 'a',
        replicas: 3,
        ready: 2,
      }),
      pod('a', {
        node: 'n',
        labels: PODS,
        owner: 'assistant-predictor-1',
        initContainers: [
          {
            name: 'storage-initializer',
            args: ['hf://meta-llama/Llama-3.1-8B-Instruct:main', '/mnt/models'],
          },
        ],
      }),
    ]);
    expect(workload).toMatchObject({
      runtime: 'vLLM',
      artifactUri: 'hf://meta-llama/Llama-3.1-8B-Instruct',
      replicas: { desired: 3, updated: 3, ready: 2 },
      revisions: [
        {
          name: 'revision 7',
          ready: 2,
          current: true,
          artifact: 'hf://meta-llama/Llama-3.1-8B-Instruct:main',
          share: { kind: 'replicas', percent: 100 },
        },
      ],
      gpus: [
        { resourceName: 'nvidia.com/gpu', product: 'NVIDIA-L4', perReplica: 1 },
      ],
      url: 'http://assistant.chat.example.com',
    });
  });

  it('takes traffic from the status in Knative mode', () => {
    const workload = assessOne([
      inferenceService(NAME, {
        predictor: { canaryTrafficPercent: 10 },
        status: {
          deploymentMode: 'Knative',
          servingRuntimeName: 'kserve-huggingfaceserver',
          conditions: UP,
          components: {
            predictor: {
              latestCreatedRevision: 'assistant-predictor-00002',
              traffic: [
                { revisionName: 'assistant-predictor-00002', percent: 10 },
                { revisionName: 'assistant-predictor-00001', percent: 90 },
              ],
            },
          },
        },
      }),
    ]);
    expect(workload).toMatchObject({
      runtime: 'kserve-huggingfaceserver',
      revisions: [
        {
          name: 'assistant-predictor-00002',
          current: true,
          share: { kind: 'traffic', percent: 10 },
        },
        {
          name: 'assistant-predictor-00001',
          current: false,
          share: { kind: 'traffic', percent: 90 },
        },
      ],
    });
    // Knative does not say how many are ready, and no pod is seen: not 0.
    expect(workload.replicas.ready).toBeUndefined();
  });

  it.each([
    [
      'a legacy shorthand',
      { model: undefined, sklearn: { storageUri: 'gs://bucket/iris' } },
      'sklearn',
      'gs://bucket/iris',
    ],
    [
      'several artifacts',
      {
        model: undefined,
        containers: [{ name: 'main', image: 'own/server:1' }],
        storageUris: [{ uri: 's3://bucket/a', mountPath: '/a' }],
      },
      'KServe',
      's3://bucket/a',
    ],
    [
      'an own container',
      {
        model: undefined,
        containers: [
          {
            name: 'main',
            image: 'vllm/vllm-openai:1',
            args: ['--model=Qwen/Qwen3-8B'],
          },
        ],
      },
      'vLLM',
      'hf://Qwen/Qwen3-8B',
    ],
  ])('reads %s', (_name, spec, runtime, artifactUri) => {
    expect(
      assessOne([inferenceService(NAME, { predictor: spec })]),
    ).toMatchObject({ runtime, artifactUri });
  });
});
