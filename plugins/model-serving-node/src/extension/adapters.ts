import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  ObservedRecord,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetSource } from '../fleet';

/**
 * For modules of the `model-serving` plugin that teach it further kinds and
 * further ways to see clusters.
 *
 * @public
 */
export interface ModelServingAdaptersExtensionPoint {
  /**
   * Adds a kind to what is observed. A projection of a kind that is observed
   * already is refused.
   */
  addProjection(projection: Projection<ObservedRecord>): void;
  addFleetSource(source: FleetSource): void;
}

/** @public */
export const modelServingAdaptersExtensionPoint =
  createExtensionPoint<ModelServingAdaptersExtensionPoint>({
    id: 'model-serving.adapters',
  });
