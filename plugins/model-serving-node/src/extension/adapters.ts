import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  DeliveryAdapter,
  ObservedRecord,
  Projection,
  WorkloadAdapter,
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
  /**
   * Adds a kind that serves models: it is observed, judged and matched as
   * those that are built in. A kind that is observed already is refused.
   */
  addWorkloadAdapter<R extends ObservedRecord>(
    adapter: WorkloadAdapter<R>,
  ): void;
  /**
   * Adds a kind by which Git reaches a cluster. A kind that is observed
   * already is refused.
   */
  addDeliveryAdapter<R extends ObservedRecord>(
    adapter: DeliveryAdapter<R>,
  ): void;
  addFleetSource(source: FleetSource): void;
}

/** @public */
export const modelServingAdaptersExtensionPoint =
  createExtensionPoint<ModelServingAdaptersExtensionPoint>({
    id: 'model-serving.adapters',
  });
