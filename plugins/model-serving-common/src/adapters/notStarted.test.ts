import { assessOne } from './assessOne.fixture';

const METADATA = {
  name: 'unseen',
  namespace: 'chat',
  uid: 'u',
  generation: 1,
  resourceVersion: '1',
  creationTimestamp: '2026-11-23T10:00:00Z',
};

const POD = {
  spec: {
    containers: [{ name: 'main', image: 'vllm/vllm-openai:v0.11.0' }],
  },
};

it.each([
  [
    'serving.kserve.io/v1beta1',
    'InferenceService',
    { predictor: { model: { modelFormat: { name: 'huggingface' } } } },
    'KServe',
  ],
  [
    'serving.kserve.io/v1alpha2',
    'LLMInferenceService',
    { model: { uri: 'hf://example/tested' } },
    'KServe for LLMInferenceService',
  ],
  [
    'apps.nvidia.com/v1alpha1',
    'NIMService',
    { replicas: 1 },
    'the NIM operator',
  ],
  [
    'ray.io/v1',
    'RayService',
    { rayClusterConfig: { headGroupSpec: { template: POD } } },
    'KubeRay',
  ],
  [
    'leaderworkerset.x-k8s.io/v1',
    'LeaderWorkerSet',
    { replicas: 1, leaderWorkerTemplate: { size: 2, workerTemplate: POD } },
    'the controller of LeaderWorkerSet',
  ],
  [
    'argoproj.io/v1alpha1',
    'Rollout',
    { replicas: 1, selector: { matchLabels: { app: 'a' } }, template: POD },
    'the controller of Rollout',
  ],
])(
  'asks whether a controller runs that has said nothing of a %s %s',
  (apiVersion, kind, spec, controller) => {
    const { judgement } = assessOne([
      { apiVersion, kind, metadata: METADATA, spec },
    ]);
    expect(judgement).toMatchObject({
      verdict: 'progressing',
      advice: `If this lasts, ask the platform team whether ${controller} runs in this cluster.`,
    });
  },
);
