import {
  inferenceService,
  pod,
  replicaSet,
} from '../fleet/__fixtures__/objects';
import { assessAll, assessOne } from './assessOne.fixture';
import { NAME, PODS, predictor, UP } from './inferenceService.fixture';

it('speaks for its Deployments', () => {
  const all = assessAll([inferenceService(NAME), predictor(1, 1)]);
  expect(all.map(({ ref }) => ref.kind)).toEqual(['InferenceService']);
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

  it.each([
    ['has not raised it yet', {}, 'progressing', 2],
    [
      'is not its own',
      { 'serving.kserve.io/autoscalerClass': 'external' },
      'healthy',
      1,
    ],
  ])(
    'wants the least replicas of its autoscaler, which %s',
    (_name, annotations, verdict, desired) => {
      const service = inferenceService(NAME, {
        predictor: { minReplicas: 2, maxReplicas: 2 },
        annotations,
        status: {
          conditions: UP,
          modelStatus: { transitionStatus: 'UpToDate' },
        },
      });
      const workload = assessOne([service, predictor(1, 1)]);
      expect(workload.replicas).toMatchObject({ desired, ready: 1 });
      expect(workload.judgement.verdict).toBe(verdict);
    },
  );

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
