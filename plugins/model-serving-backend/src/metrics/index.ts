export { MetricsExtensions } from './MetricsExtensions';
export { addMetricsRoutes } from './metricsRoutes';
export type { MetricsViews } from './MetricsViews';
export { openMetrics } from './openMetrics';
