import { conditions, modelPod, type ServingKind } from './kind';

const workspace: ServingKind = {
  apiVersion: 'kaito.sh/v1beta1',
  kind: 'Workspace',
  fields: {
    resource: { count: 1, labelSelector: { matchLabels: { gpu: 'yes' } } },
    inference: { preset: { name: 'phi-4' } },
  },
  states: [
    {
      that: 'KAITO calls ready',
      verdict: 'healthy',
      reason: 'Serving',
      status: generation => ({
        state: 'Ready',
        conditions: conditions(
          {
            ResourceReady: 'True',
            InferenceReady: 'True',
            WorkspaceSucceeded: 'True',
          },
          generation,
        ),
      }),
    },
    {
      that: 'waits for machines',
      verdict: 'progressing',
      reason: 'WaitingForPods',
      status: generation => ({
        state: 'Pending',
        conditions: conditions(
          {
            NodeClaimReady: ['False', 'NodeClaimNotReady', 'no capacity'],
            WorkspaceSucceeded: ['False', 'workspacePending', 'waits'],
          },
          generation,
        ),
      }),
    },
    {
      that: 'was ready before',
      verdict: 'degraded',
      reason: 'NotReady',
      status: generation => ({
        state: 'NotReady',
        conditions: conditions(
          {
            InferenceReady: ['False', 'WorkspaceInferenceStatusPending', 'no'],
            WorkspaceSucceeded: ['False', 'workspacePending', 'waits'],
          },
          generation,
        ),
      }),
    },
  ],
};

const setFields = (replicas: number) => ({
  spec: {
    replicas,
    labelSelector: { matchLabels: { gpu: 'yes' } },
    template: {
      resource: {},
      inference: { preset: { name: 'phi-4' } },
    },
  },
});

const inferenceSet: ServingKind = {
  apiVersion: 'kaito.sh/v1beta1',
  kind: 'InferenceSet',
  fields: setFields(2),
  states: [
    {
      that: 'KAITO calls ready',
      verdict: 'healthy',
      reason: 'Serving',
      status: generation => ({
        replicas: 2,
        readyReplicas: 2,
        conditions: conditions({ InferenceSetReady: 'True' }, generation),
      }),
    },
    {
      that: 'lacks a replica',
      verdict: 'progressing',
      reason: 'WaitingForPods',
      status: generation => ({
        replicas: 2,
        readyReplicas: 1,
        conditions: conditions(
          {
            InferenceSetReady: ['False', 'inferencesetNotReady', '1/2 ready'],
          },
          generation,
        ),
      }),
    },
    {
      that: 'has no gateway',
      verdict: 'degraded',
      reason: 'RouteNotReady',
      status: generation => ({
        replicas: 2,
        readyReplicas: 2,
        conditions: conditions(
          { InferenceSetReady: ['False', 'inferencesetFailed', 'no gateway'] },
          generation,
        ),
      }),
    },
    {
      that: 'a person scaled to zero',
      verdict: 'suspended',
      reason: 'Stopped',
      fields: setFields(0),
      status: generation => ({
        replicas: 0,
        readyReplicas: 0,
        conditions: conditions({ InferenceSetReady: 'True' }, generation),
      }),
    },
  ],
};

const nimFields = (replicas: number) => ({
  spec: {
    image: { repository: 'nvcr.io/nim/meta/llama-3.1-8b', tag: '1.8.3' },
    authSecret: 'ngc',
    replicas,
    resources: { limits: { 'nvidia.com/gpu': 1 } },
    expose: { service: { port: 8000 } },
  },
});

const nimService: ServingKind = {
  apiVersion: 'apps.nvidia.com/v1alpha1',
  kind: 'NIMService',
  fields: nimFields(1),
  states: [
    {
      that: 'the NIM operator calls ready',
      verdict: 'healthy',
      reason: 'Serving',
      status: () => ({
        state: 'Ready',
        conditions: conditions({
          NIM_SERVICE_READY: ['True', 'Ready', 'rolled out'],
          NIM_SERVICE_FAILED: ['False', 'Ready'],
        }),
        model: {
          name: 'meta/llama-3.1-8b-instruct',
          clusterEndpoint: '10.0.0.7:8000',
          externalEndpoint: '',
        },
      }),
    },
    {
      that: 'waits for its Deployment',
      verdict: 'progressing',
      reason: 'WaitingForPods',
      status: () => ({
        state: 'NotReady',
        conditions: conditions({
          NIM_SERVICE_READY: ['False', 'NotReady', 'waiting'],
        }),
      }),
    },
    {
      that: 'refers to a cache that is not there',
      verdict: 'degraded',
      reason: 'InvalidSpec',
      status: () => ({
        state: 'Failed',
        conditions: conditions({
          NIM_SERVICE_FAILED: ['True', 'NIMCacheNotFound', 'no such cache'],
        }),
      }),
    },
    {
      that: 'a person scaled to zero',
      verdict: 'suspended',
      reason: 'Stopped',
      fields: nimFields(0),
      status: () => ({ state: 'Ready' }),
    },
  ],
};

const modelFields = (more: Readonly<Record<string, unknown>>) => ({
  spec: {
    url: 'hf://example/tested',
    engine: 'VLLM',
    features: ['TextGeneration'],
    resourceProfile: 'nvidia-gpu-l4:1',
    minReplicas: 0,
    targetRequests: 100,
    scaleDownDelaySeconds: 30,
    ...more,
  },
});

const kubeAiModel: ServingKind = {
  apiVersion: 'kubeai.org/v1',
  kind: 'Model',
  fields: modelFields({ replicas: 2 }),
  states: [
    {
      that: 'has its replicas',
      verdict: 'healthy',
      reason: 'Serving',
      status: () => ({ replicas: { all: 2, ready: 2 } }),
    },
    {
      that: 'its autoscaler scaled to zero',
      verdict: 'healthy',
      reason: 'Idle',
      fields: modelFields({ replicas: 0 }),
      status: () => ({ replicas: { all: 0, ready: 0 } }),
    },
    {
      that: 'lacks a replica',
      verdict: 'progressing',
      reason: 'WaitingForPods',
      status: () => ({ replicas: { all: 2, ready: 1 } }),
    },
    {
      that: 'a person scaled to zero',
      verdict: 'suspended',
      reason: 'Stopped',
      fields: modelFields({ replicas: 0, autoscalingDisabled: true }),
      status: () => ({ replicas: { all: 0, ready: 0 } }),
    },
  ],
};

const stormFields = (more: Readonly<Record<string, unknown>>) => ({
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'kind-tested' } },
    template: {
      metadata: { labels: { app: 'kind-tested' } },
      spec: { roles: [{ name: 'decode', replicas: 1, template: modelPod() }] },
    },
    ...more,
  },
});

const STORM_UP = {
  replicas: 2,
  readyReplicas: 2,
  updatedReplicas: 2,
  updatedReadyReplicas: 2,
  currentRevision: 'tested-1',
  updateRevision: 'tested-1',
  conditions: conditions({ Ready: ['True', 'Ready'] }),
};

const stormService: ServingKind = {
  apiVersion: 'orchestration.aibrix.ai/v1alpha1',
  kind: 'StormService',
  fields: stormFields({}),
  states: [
    {
      that: 'AIBrix calls ready',
      verdict: 'healthy',
      reason: 'Serving',
      status: observedGeneration => ({ observedGeneration, ...STORM_UP }),
    },
    {
      that: 'is replaced by a new version',
      verdict: 'progressing',
      reason: 'RolloutInProgress',
      status: observedGeneration => ({
        observedGeneration,
        ...STORM_UP,
        readyReplicas: 1,
        updatedReplicas: 1,
        updatedReadyReplicas: 0,
        updateRevision: 'tested-2',
        conditions: conditions({ Progressing: ['True', 'Processing'] }),
      }),
    },
    {
      that: 'is over its quota',
      verdict: 'degraded',
      reason: 'QuotaExceeded',
      status: observedGeneration => ({
        observedGeneration,
        conditions: conditions({
          ReplicaFailure: ['True', 'Failure', 'pods: exceeded quota: gpus'],
        }),
      }),
    },
    {
      that: 'a person paused',
      verdict: 'suspended',
      reason: 'Paused',
      fields: stormFields({ paused: true }),
      status: observedGeneration => ({ observedGeneration, ...STORM_UP }),
    },
  ],
};

export const OPERATOR_KINDS = [
  workspace,
  inferenceSet,
  nimService,
  kubeAiModel,
  stormService,
];
