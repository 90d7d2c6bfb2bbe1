/** Names and types of the fields: KServe v0.20, `serving.kserve.io/v1beta1`. */
export const KSERVE = `
Framework = {
  ...ContainerFields
  confidential { enabled! bool  resourceId text }  name text
  protocolVersion text  runtimeVersion text
  storage { key text  parameters <text>  path text  schemaPath text }
  storageUri text
}
Component = {
  ...PodFields
  annotations <text>
  autoScaling {
    behavior ScalingBehavior
    metrics [{
      external {
        authenticationRef {
          authModes text  authenticationRef! { name! text }
        }
        metric! {
          backend (prometheus|graphite)  namespace text  query text
          serverAddress text
        }
        target! MetricTarget
      }
      podmetric {
        metric! {
          backend (opentelemetry)  metricNames [text]
          operationOverTime text  query text  serverAddress text
        }
        target! MetricTarget
      }
      resource ResourceMetric  type! (Resource|External|PodMetric)
    }]
  }
  batcher { maxBatchSize int  maxLatency int  timeout int }
  canaryTrafficPercent int  containerConcurrency int
  deploymentStrategy {
    rollingUpdate { maxSurge intOrText  maxUnavailable intOrText }
    type (RollingUpdate|Recreate)
  }
  labels <text>
  logger {
    batchInterval text  batchSize int  marshallerUrl text
    metadataAnnotations [text]  metadataHeaders [text]
    mode (all|request|response)
    storage {
      key text  parameters <text>  path text  serviceAccountName text
    }
    url text
  }
  maxReplicas int  minReplicas int
  scaleMetric (cpu|memory|concurrency|rps)
  scaleMetricType (Utilization|Value|AverageValue)  scaleTarget int
  storageUris [{ mountPath text  uri! text }]  timeout int
}
Predictor = {
  ...Component  name text  storageContainerName text
  huggingface Framework  lightgbm Framework
  model { ...Framework
    modelFormat { name! text  version text }  runtime text }
  onnx Framework  paddle Framework  pmml Framework  pytorch Framework
  sklearn Framework  tensorflow Framework  triton Framework
  workerSpec { ...PodFields  ephemeralContainers any
    pipelineParallelSize int  tensorParallelSize int }
  xgboost Framework
}
InferenceService = {
  spec {
    canary [{ predictor! { ...Predictor  ephemeralContainers any }
      trafficPercent! int }]
    explainer { ...Component  art any }
    predictor! Predictor
    transformer Component
  }
}
`;
