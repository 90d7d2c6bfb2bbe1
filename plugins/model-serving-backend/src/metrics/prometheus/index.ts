export { PrometheusSource } from './PrometheusSource';
