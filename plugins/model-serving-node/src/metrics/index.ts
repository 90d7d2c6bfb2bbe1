export type {
  MetricsNowRequest,
  MetricsPastRequest,
  MetricsRequest,
  MetricsResult,
  MetricsSource,
} from './MetricsSource';
export {
  modelServingMetricsExtensionPoint,
  type ModelServingMetricsExtensionPoint,
} from './metricsExtensionPoint';
