import { conditions, modelPod, type ServingKind } from './kind';

const STOP = { 'serving.kserve.io/stop': 'true' };

const inferenceService: ServingKind = {
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  fields: {
    spec: {
      predictor: {
        minReplicas: 1,
        model: {
          modelFormat: { name: 'huggingface' },
          storageUri: 'hf://example/tested',
          resources: { limits: { 'nvidia.com/gpu': '1' } },
        },
      },
    },
  },
  states: [
    {
      that: 'KServe calls ready',
      verdict: 'healthy',
      reason: 'Serving',
      status: () => ({
        url: 'http://tested.example.com',
        conditions: conditions({
          PredictorReady: 'True',
          IngressReady: 'True',
          Ready: 'True',
        }),
        modelStatus: {
          transitionStatus: 'UpToDate',
          states: { activeModelState: 'Loaded', targetModelState: 'Loaded' },
          copies: { totalCopies: 1, failedCopies: 0 },
        },
      }),
    },
    {
      that: 'waits for its first replica',
      verdict: 'progressing',
      reason: 'WaitingForPods',
      status: () => ({
        conditions: conditions({
          PredictorReady: ['False', 'MinimumReplicasUnavailable', 'no minimum'],
          Ready: ['False', 'MinimumReplicasUnavailable', 'no minimum'],
        }),
      }),
    },
    {
      that: 'has weights that cannot be loaded',
      verdict: 'degraded',
      reason: 'ModelLoadFailed',
      status: () => ({
        conditions: conditions({
          PredictorReady: ['False', 'ModelLoadFailed'],
          Ready: ['False', 'ModelLoadFailed'],
        }),
        modelStatus: {
          transitionStatus: 'BlockedByFailedLoad',
          states: { activeModelState: '', targetModelState: 'FailedToLoad' },
          lastFailureInfo: {
            reason: 'ModelLoadFailed',
            message: 'tokenizer.json is missing',
          },
        },
      }),
    },
    {
      that: 'asks for a format that no runtime has',
      verdict: 'degraded',
      reason: 'InvalidSpec',
      status: () => ({
        conditions: conditions({ PredictorReady: 'False', Ready: 'False' }),
        modelStatus: {
          transitionStatus: 'InvalidSpec',
          states: { activeModelState: '', targetModelState: '' },
          lastFailureInfo: { reason: 'NoSupportingRuntime' },
        },
      }),
    },
    {
      that: 'a person stopped',
      verdict: 'suspended',
      reason: 'Stopped',
      annotations: STOP,
      status: () => ({
        conditions: conditions({
          Stopped: 'True',
          Ready: ['False', 'Stopped'],
        }),
      }),
    },
  ],
};

const LLM_UP = {
  PresetsCombined: 'True',
  MainWorkloadReady: 'True',
  WorkloadsReady: 'True',
  HTTPRoutesReady: 'True',
  InferencePoolReady: 'True',
  SchedulerWorkloadReady: 'True',
  RouterReady: 'True',
  Ready: 'True',
} as const;

const llmInferenceService: ServingKind = {
  apiVersion: 'serving.kserve.io/v1alpha2',
  kind: 'LLMInferenceService',
  fields: {
    spec: {
      model: { uri: 'hf://example/tested', name: 'tested' },
      replicas: 1,
      template: modelPod('main').spec,
      router: { route: {}, gateway: {}, scheduler: {} },
    },
  },
  states: [
    {
      that: 'KServe calls ready',
      verdict: 'healthy',
      reason: 'Serving',
      status: observedGeneration => ({
        observedGeneration,
        url: 'https://llm.example.com/chat/tested',
        conditions: conditions(LLM_UP),
      }),
    },
    {
      that: 'starts',
      verdict: 'progressing',
      reason: 'WaitingForPods',
      status: observedGeneration => ({
        observedGeneration,
        conditions: conditions({
          PresetsCombined: 'True',
          MainWorkloadReady: ['False', 'MinimumReplicasUnavailable', 'wait'],
          Ready: ['False', 'MinimumReplicasUnavailable', 'wait'],
        }),
      }),
    },
    {
      that: 'has a route that the gateway refuses',
      verdict: 'degraded',
      reason: 'RouteNotReady',
      status: observedGeneration => ({
        observedGeneration,
        conditions: conditions({
          ...LLM_UP,
          HTTPRoutesReady: ['False', 'HTTPRoutesNotReady', 'not accepted'],
          RouterReady: ['False', 'HTTPRoutesNotReady', 'not accepted'],
          Ready: ['False', 'HTTPRoutesNotReady', 'not accepted'],
        }),
      }),
    },
    {
      that: 'refers to a configuration that is not there',
      verdict: 'degraded',
      reason: 'InvalidSpec',
      status: observedGeneration => ({
        observedGeneration,
        conditions: conditions({
          PresetsCombined: ['False', 'ConfigNotFound', 'no config "x"'],
          Ready: 'Unknown',
        }),
      }),
    },
    {
      that: 'a person stopped',
      verdict: 'suspended',
      reason: 'Stopped',
      annotations: STOP,
      status: observedGeneration => ({
        observedGeneration,
        conditions: conditions({
          MainWorkloadReady: ['False', 'Stopped', 'Service is stopped'],
          Ready: ['False', 'Stopped', 'Service is stopped'],
        }),
      }),
    },
  ],
};

export const KSERVE_KINDS = [inferenceService, llmInferenceService];
