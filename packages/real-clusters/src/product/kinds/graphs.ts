import { conditions, modelPod, type ServingKind } from './kind';

const SERVE_CONFIG = `
applications:
  - name: llm
    import_path: ray.serve.llm:build_openai_app
    args:
      llm_configs:
        - model_loading_config: { model_id: chat, model_source: example/tested }
`;

const rayFields = (more: Readonly<Record<string, unknown>> = {}) => ({
  spec: {
    serveConfigV2: SERVE_CONFIG,
    rayClusterConfig: {
      headGroupSpec: { rayStartParams: {}, template: modelPod('head') },
      workerGroupSpecs: [
        {
          groupName: 'gpu',
          replicas: 1,
          minReplicas: 1,
          maxReplicas: 1,
          rayStartParams: {},
          template: modelPod('worker'),
        },
      ],
    },
    ...more,
  },
});

const rayCluster = (status: string) => ({
  rayClusterName: 'tested-1',
  applicationStatuses: { llm: { status, message: 'as Ray Serve says' } },
});

const rayService: ServingKind = {
  apiVersion: 'ray.io/v1',
  kind: 'RayService',
  fields: rayFields(),
  states: [
    {
      that: 'takes requests',
      verdict: 'healthy',
      reason: 'Serving',
      status: observedGeneration => ({
        observedGeneration,
        numServeEndpoints: 1,
        conditions: conditions({ Ready: ['True', 'NonZeroServeEndpoints'] }),
        activeServiceStatus: rayCluster('RUNNING'),
      }),
    },
    {
      that: 'starts',
      verdict: 'progressing',
      reason: 'WaitingForPods',
      status: observedGeneration => ({
        observedGeneration,
        conditions: conditions({ Ready: ['False', 'Initializing', 'waits'] }),
        pendingServiceStatus: rayCluster('DEPLOYING'),
      }),
    },
    {
      that: 'KubeRay calls ready while its application is not healthy',
      verdict: 'degraded',
      reason: 'NotReady',
      status: observedGeneration => ({
        observedGeneration,
        numServeEndpoints: 1,
        conditions: conditions({ Ready: ['True', 'NonZeroServeEndpoints'] }),
        activeServiceStatus: rayCluster('UNHEALTHY'),
      }),
    },
    {
      that: 'a person suspended',
      verdict: 'suspended',
      reason: 'Stopped',
      fields: rayFields({ suspend: true }),
      status: observedGeneration => ({
        observedGeneration,
        conditions: conditions({ Suspended: ['True', 'SuspendComplete'] }),
      }),
    },
  ],
};

const graphFields = (replicas: number) => ({
  spec: {
    backendFramework: 'vllm',
    components: [
      { name: 'Decode', type: 'decode', replicas, podTemplate: modelPod() },
    ],
  },
});

const dynamoGraph: ServingKind = {
  apiVersion: 'nvidia.com/v1beta1',
  kind: 'DynamoGraphDeployment',
  fields: graphFields(2),
  states: [
    {
      that: 'the Dynamo operator calls successful',
      verdict: 'healthy',
      reason: 'Serving',
      status: observedGeneration => ({
        observedGeneration,
        state: 'successful',
        conditions: conditions({ Ready: ['True', 'all_resources_are_ready'] }),
        components: {
          Decode: { replicas: 2, readyReplicas: 2, updatedReplicas: 2 },
        },
      }),
    },
    {
      that: 'has no room',
      verdict: 'progressing',
      reason: 'Unschedulable',
      status: observedGeneration => ({
        observedGeneration,
        state: 'pending',
        conditions: conditions({
          Ready: ['False', 'insufficient_capacity', 'no free nodes'],
        }),
      }),
    },
    {
      that: 'failed',
      verdict: 'degraded',
      reason: 'NotReady',
      status: observedGeneration => ({
        observedGeneration,
        state: 'failed',
        conditions: conditions({ Ready: ['False', 'failed', 'bad image'] }),
      }),
    },
    {
      that: 'a person scaled to zero',
      verdict: 'suspended',
      reason: 'Stopped',
      fields: graphFields(0),
      status: observedGeneration => ({
        observedGeneration,
        state: 'successful',
      }),
    },
  ],
};

const seldonFields = (more: Readonly<Record<string, unknown>> = {}) => ({
  spec: {
    storageUri: 'gs://models/iris',
    requirements: ['sklearn'],
    ...more,
  },
});

const seldonState = (reason: string, message: string) => () => ({
  conditions: conditions({
    ModelReady: ['False', reason, message],
    Ready: ['False', reason, message],
  }),
});

const seldonModel: ServingKind = {
  apiVersion: 'mlops.seldon.io/v1alpha1',
  kind: 'Model',
  fields: seldonFields(),
  states: [
    {
      that: 'Seldon calls available',
      verdict: 'healthy',
      reason: 'Serving',
      status: () => ({
        availableReplicas: 1,
        conditions: conditions({
          ModelReady: ['True', 'ModelAvailable'],
          Ready: 'True',
        }),
      }),
    },
    {
      that: 'is being loaded',
      verdict: 'progressing',
      reason: 'ModelLoading',
      status: seldonState('ModelProgressing', 'loading'),
    },
    {
      that: 'cannot be loaded',
      verdict: 'degraded',
      reason: 'ModelLoadFailed',
      status: seldonState('ModelFailed', 'no such bucket'),
    },
    {
      that: 'a person scaled to zero',
      verdict: 'suspended',
      reason: 'Stopped',
      fields: seldonFields({ replicas: 0 }),
      status: seldonState('ModelScaledDown', ''),
    },
  ],
};

export const GRAPH_KINDS = [rayService, dynamoGraph, seldonModel];
