import type { AdapterRegistry } from '../adapters/registry';
import type { ClusterRef, ObjectRef } from '../api/types';
import type { ResourceType } from '../observed/resource';
import type { LocatedDelivery } from './ClusterDeliveries';
import type { DeliveryIndex, OverlaySource } from './DeliveryIndex';
import { DeliveryMemory } from './DeliveryMemory';
import type { ClusterSnapshot, FleetSnapshot } from './snapshot';

/** Every delivery of the fleet, with what is known of those who report it. */
export class Deliveries {
  readonly #index: DeliveryIndex;
  readonly #reporters: ReadonlyMap<string, ClusterRef>;
  /** Clusters whose deliveries are not known, or not as of now. */
  readonly blind: readonly ClusterSnapshot[];
  /** Whether any cluster shows deliveries at all. */
  readonly seen: boolean;

  /** Yields after each cluster. */
  static *create(
    fleet: FleetSnapshot,
    adapters: AdapterRegistry,
    memory: DeliveryMemory = DeliveryMemory.create(),
  ): Generator<void, Deliveries> {
    const index = yield* memory.index(fleet, adapters);
    return new Deliveries(fleet, adapters, index);
  }

  private constructor(
    fleet: FleetSnapshot,
    adapters: AdapterRegistry,
    index: DeliveryIndex,
  ) {
    const resources = adapters.deliveries
      .filter(({ explainsOnly }) => !explainsOnly)
      .map(({ resource }) => resource);
    this.#index = index;
    this.#reporters = new Map(
      fleet.clusters.map(({ cluster }) => [cluster.name, cluster]),
    );
    this.blind = fleet.clusters.filter(cluster => isBlind(cluster, resources));
    this.seen = fleet.clusters.some(cluster =>
      resources.some(
        resource => cluster.knowledge(resource).status === 'observed',
      ),
    );
  }

  /** By folder first: it is there before any object is. */
  find(
    cluster: string,
    overlay: OverlaySource | undefined,
    object: ObjectRef | undefined,
  ): LocatedDelivery | undefined {
    const found = this.#index.find(cluster, overlay, object);
    const reporter = found && this.#reporters.get(found.delivery.cluster.name);
    // The index is older than the state of the cluster that reports.
    return reporter
      ? { ...found, delivery: { ...found.delivery, cluster: reporter } }
      : found;
  }
}

/** Cannot be asked now, or refuses to say, and may have deliveries. */
function isBlind(
  cluster: ClusterSnapshot,
  resources: readonly ResourceType[],
): boolean {
  const { status } = cluster.cluster.state;
  if (status === 'unsupported') return false;
  return resources.some(resource => {
    const knowledge = cluster.knowledge(resource).status;
    if (knowledge === 'absent') return false;
    return status !== 'live' || knowledge !== 'observed';
  });
}
