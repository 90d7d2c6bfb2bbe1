import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { MetricsSource } from './MetricsSource';

/**
 * For modules of the `model-serving` plugin that know metrics of clusters from
 * elsewhere.
 *
 * @public
 */
export interface ModelServingMetricsExtensionPoint {
  /**
   * Adds a source. It is asked after those of the configuration, for what they
   * do not have. An id that is taken is refused.
   */
  addMetricsSource(source: MetricsSource): void;
}

/** @public */
export const modelServingMetricsExtensionPoint =
  createExtensionPoint<ModelServingMetricsExtensionPoint>({
    id: 'model-serving.metrics',
  });
