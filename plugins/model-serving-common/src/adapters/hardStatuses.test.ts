import { conditions, type Json } from '../fleet/__fixtures__/objects';
import { assessOne } from './assessOne.fixture';
import { custom } from './reported.fixture';

// Statuses that contradict themselves, are filled in half, or say words that
// are not in the CRDs: KServe v0.20, NIM operator v3.1, KubeRay v1.7, KAITO
// v0.12, AIBrix v0.7, Seldon Core v2.10, Dynamo of August 2026, Kubernetes v1.36.
const isvc = custom('serving.kserve.io/v1beta1', 'InferenceService');
const llm = custom('serving.kserve.io/v1alpha2', 'LLMInferenceService');
const nim = custom('apps.nvidia.com/v1alpha1', 'NIMService');
const ray = custom('ray.io/v1', 'RayService');
const workspace = custom('kaito.sh/v1beta1', 'Workspace');
const inferenceSet = custom('kaito.sh/v1beta1', 'InferenceSet');
const storm = custom('orchestration.aibrix.ai/v1alpha1', 'StormService');
const seldon = custom('mlops.seldon.io/v1alpha1', 'Model');
const dynamo = custom('nvidia.com/v1beta1', 'DynamoGraphDeployment');
const deployment = custom('apps/v1', 'Deployment');

const ENGINE = {
  containers: [
    {
      name: 'engine',
      image: 'vllm/vllm-openai:v0.11.0',
      args: ['serve', 'Qwen/Qwen3-8B'],
      resources: { limits: { 'nvidia.com/gpu': '1' } },
    },
  ],
};

function kserve(status: Json, metadata: Json = {}): Json {
  return isvc({
    metadata,
    spec: {
      predictor: {
        model: { modelFormat: { name: 'huggingface' }, storageUri: 'hf://a/b' },
      },
    },
    status,
  });
}

function rayOf(status: Json): Json {
  return ray({
    spec: {
      serveConfigV2: 'applications:\n- name: llm\n',
      rayClusterConfig: {
        workerGroupSpecs: [{ replicas: 2, template: { spec: ENGINE } }],
      },
    },
    status: {
      observedGeneration: 1,
      numServeEndpoints: 2,
      conditions: conditions({ Ready: 'True', UpgradeInProgress: 'False' }),
      ...status,
    },
  });
}

const application = (status: string) => ({
  rayClusterName: 'a',
  applicationStatuses: { llm: { status } },
});

function nimOf(status: Json, replicas = 1): Json {
  return nim({
    spec: { image: { repository: 'nvcr.io/nim/meta/llama' }, replicas },
    status,
  });
}

const UP = { Ready: 'True', PredictorReady: 'True', IngressReady: 'True' };

it.each<[string, Json, Json]>([
  [
    'KServe: everything is up, and someone has just asked to stop it',
    kserve(
      { conditions: conditions({ ...UP, Stopped: 'False' }) },
      { annotations: { 'serving.kserve.io/stop': 'true' } },
    ),
    { verdict: 'progressing', message: expect.stringMatching(/being stopped/) },
  ],
  [
    'KServe: a word for the model that is not in the CRD',
    kserve({
      conditions: conditions(UP),
      modelStatus: { transitionStatus: 'Teleporting' },
    }),
    {
      verdict: 'degraded',
      reason: 'NotUnderstood',
      message: expect.stringContaining('"Teleporting"'),
    },
  ],
  [
    'KServe: Ready, and a component says that it is not',
    kserve({
      conditions: conditions({
        Ready: 'True',
        PredictorReady: ['False', 'X', 'boom'],
      }),
    }),
    { verdict: 'degraded', reason: 'NotReady' },
  ],
  [
    'KServe: a failure from before is still written',
    kserve({
      conditions: conditions(UP),
      modelStatus: {
        transitionStatus: 'UpToDate',
        lastFailureInfo: { reason: 'ModelLoadFailed', message: 'old' },
      },
    }),
    { verdict: 'healthy', reason: 'Serving' },
  ],
  [
    'Knative: the new revision failed, and the former one gets all requests',
    kserve({
      conditions: conditions({
        Ready: ['False', 'RevisionFailed'],
        PredictorReady: ['False', 'RevisionFailed', 'Container exited'],
        IngressReady: 'True',
      }),
      components: {
        predictor: {
          latestCreatedRevision: 'r2',
          latestReadyRevision: 'r1',
          traffic: [
            { revisionName: 'r1', percent: 100, latestRevision: false },
          ],
        },
      },
    }),
    {
      verdict: 'degraded',
      reason: 'RolloutStalled',
      message:
        'The former version r1 serves, and the new one r2 does not come up: Container exited.',
    },
  ],
  [
    'LLMInferenceService: half of prefill is up',
    llm({
      spec: {
        model: { uri: 'hf://a/b' },
        replicas: 2,
        prefill: { replicas: 2 },
      },
      status: {
        conditions: conditions({
          Ready: 'False',
          WorkloadsReady: 'False',
          MainWorkloadReady: 'True',
          PrefillWorkloadReady: [
            'False',
            'MinimumReplicasUnavailable',
            'Deployment does not have minimum availability.',
          ],
          RouterReady: 'True',
        }),
        workloads: {
          primary: { kind: 'Deployment', name: 'a', readyReplicas: 2 },
          prefill: { kind: 'Deployment', name: 'b', readyReplicas: 1 },
        },
      },
    }),
    {
      verdict: 'progressing',
      message: expect.stringMatching(
        /^The part that reads requests \(prefill\)/,
      ),
    },
  ],
  [
    'NIM: the word says Ready, and the condition does not',
    nimOf({
      state: 'Ready',
      conditions: conditions({
        NIM_SERVICE_READY: ['False', 'NotReady', 'not up'],
      }),
    }),
    { verdict: 'progressing' },
  ],
  [
    'NIM: Ready with one of three',
    nimOf(
      {
        state: 'Ready',
        availableReplicas: 1,
        conditions: conditions({ NIM_SERVICE_READY: 'True' }),
      },
      3,
    ),
    {
      verdict: 'progressing',
      message: '1 of 3 replicas serve: the others are not up yet.',
    },
  ],
  [
    'NIM: a word that is not in the CRD',
    nimOf({ state: 'Updating' }),
    { verdict: 'progressing' },
  ],
  [
    'KubeRay: an application in a state that is not known',
    rayOf({ activeServiceStatus: application('HIBERNATING') }),
    { verdict: 'unknown', reason: 'NotUnderstood' },
  ],
  [
    'KubeRay: Ready of what served before, while the application starts again',
    rayOf({ activeServiceStatus: application('DEPLOYING') }),
    { verdict: 'progressing', reason: 'WaitingForPods' },
  ],
  [
    'KubeRay: it goes back, and the new cluster is gone',
    rayOf({
      conditions: conditions({ Ready: 'True', RollbackInProgress: 'True' }),
      activeServiceStatus: application('RUNNING'),
    }),
    { verdict: 'progressing', reason: 'RolloutInProgress' },
  ],
  [
    'KubeRay: not wanted to be stopped any more',
    rayOf({
      numServeEndpoints: 0,
      conditions: conditions({ Ready: 'False', Suspended: 'True' }),
    }),
    {
      verdict: 'progressing',
      message: expect.stringContaining('has not started it again yet'),
    },
  ],
  [
    'KubeRay: fewer machines take requests than there are workers',
    rayOf({
      numServeEndpoints: 1,
      activeServiceStatus: application('RUNNING'),
    }),
    { verdict: 'healthy' },
  ],
  [
    'KAITO: no machine can be had',
    workspace({
      resource: { count: 1, instanceType: 'Standard_NC24ads_A100_v4' },
      inference: { preset: { name: 'phi-4' } },
      status: {
        state: 'NotReady',
        conditions: conditions({
          ResourceReady: ['False', 'NodeClaimNotReady', 'waiting'],
          NodeClaimReady: ['False', 'InsufficientCapacity', 'no quota left'],
        }),
      },
    }),
    {
      verdict: 'progressing',
      message: expect.stringContaining('no quota left'),
    },
  ],
  [
    'KAITO: a set that is ready with one of two',
    inferenceSet({
      spec: {
        replicas: 2,
        template: { inference: { preset: { name: 'phi-4' } } },
      },
      status: {
        readyReplicas: 1,
        conditions: conditions({ InferenceSetReady: 'True' }),
      },
    }),
    { verdict: 'progressing' },
  ],
  [
    'AIBrix: Ready with one of two',
    storm({
      spec: {
        replicas: 2,
        template: {
          spec: { roles: [{ name: 'all', template: { spec: ENGINE } }] },
        },
      },
      status: {
        observedGeneration: 1,
        readyReplicas: 1,
        updatedReplicas: 2,
        conditions: conditions({ Ready: 'True' }),
      },
    }),
    { verdict: 'progressing' },
  ],
  [
    'Seldon: Ready with none',
    seldon({
      spec: { storageUri: 'gs://a/b', replicas: 2 },
      status: {
        availableReplicas: 0,
        conditions: conditions({ ModelReady: 'True', Ready: 'True' }),
      },
    }),
    { verdict: 'progressing' },
  ],
  [
    'Dynamo: successful, and not Ready',
    dynamo({
      spec: { components: [{ name: 'worker', replicas: 1 }] },
      status: {
        state: 'successful',
        conditions: conditions({
          Ready: ['False', 'pods_not_ready', 'worker'],
        }),
      },
    }),
    { verdict: 'progressing' },
  ],
  [
    'Deployment: more are ready than wanted, and which are new is not seen',
    deployment({
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'x' } },
        template: { spec: ENGINE },
      },
      status: {
        observedGeneration: 1,
        replicas: 3,
        readyReplicas: 3,
        availableReplicas: 3,
        updatedReplicas: 2,
      },
    }),
    { verdict: 'progressing', message: '3 replicas serve, 2 are wanted.' },
  ],
])('%s', (_why, object, expected) => {
  expect(assessOne([object]).judgement).toMatchObject(expected);
});
