export { readMetricsConfig } from './readMetricsConfig';
export type {
  MetricsConfig,
  MetricsSourceConfig,
  PrometheusConfig,
  ScrapeConfig,
  ScrapeTarget,
} from './types';
