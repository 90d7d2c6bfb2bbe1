import type { AdapterRegistry } from '../adapters/registry';
import type { Entity } from '@backstage/catalog-model';
import type { GitOpsRepository } from '../gitops/types';
import type { FleetSnapshot } from '../fleet/snapshot';
import type { AcceleratorRule } from '../gpu/accelerators';
import type { ViewMemory } from './ViewMemory';

/**
 * What a view is asked about. Entities are those that the viewer may see.
 *
 * @public
 */
export interface ViewRequest {
  readonly fleet: FleetSnapshot;
  /** A Model, or a Component of type `inference-service`. */
  readonly entity: Entity;
  /**
   * For a Model: the Components that depend on it. For a Component: itself.
   */
  readonly services: readonly Entity[];
  /** The Models that the services depend on, or the Model itself. */
  readonly models: readonly Entity[];
  /** Which tenants may claim what, from configuration. */
  readonly repositories: readonly GitOpsRepository[];
  /** The kinds that are judged; default: those of this package. */
  readonly adapters?: AdapterRegistry;
  /** The configured resource names; default: those that are known. */
  readonly accelerators?: readonly AcceleratorRule[];
  /** What was judged for earlier requests; default: nothing. */
  readonly memory?: ViewMemory;
}
