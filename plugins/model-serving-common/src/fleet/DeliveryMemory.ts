import { assessmentContext } from '../adapters/context';
import { Reads } from '../adapters/reads';
import { readDeliveries, type AdapterRegistry } from '../adapters/registry';
import type { DeliveryClaim } from '../adapters/types';
import { DeliveryIndex, type ReportedClaims } from './DeliveryIndex';
import type { ClusterSnapshot, FleetSnapshot } from './snapshot';

/** Viewers with other permissions see other clusters, and get their own. */
const KEPT_INDEXES = 8;

interface Kept {
  readonly adapters: AdapterRegistry;
  /** What the index was made of, in the order of the fleet. */
  readonly madeOf: readonly unknown[];
  readonly index: DeliveryIndex;
}

interface ClusterClaims {
  readonly adapters: AdapterRegistry;
  readonly reads: Reads;
  readonly claims: readonly DeliveryClaim[];
}

/** What clusters said of deliveries, until they say something else. */
export class DeliveryMemory {
  readonly #claims = new Map<string, ClusterClaims>();
  /** The last in use comes last. */
  #kept: readonly Kept[] = [];

  static create(): DeliveryMemory {
    return new DeliveryMemory();
  }

  private constructor() {}

  /** As of `fleet`, but for the state of the clusters that report. */
  index(fleet: FleetSnapshot, adapters: AdapterRegistry): DeliveryIndex {
    const reported = fleet.clusters.map(cluster => ({
      reporter: cluster,
      claims: this.#claimsOf(cluster, fleet.now, adapters),
    }));
    const madeOf = reported.flatMap(partsOf);
    const known = this.#kept.find(
      kept => kept.adapters === adapters && areSame(kept.madeOf, madeOf),
    );
    const kept = known ?? {
      adapters,
      madeOf,
      index: DeliveryIndex.create(reported, fleet.clusters),
    };
    this.#kept = [...this.#kept.filter(other => other !== known), kept].slice(
      -KEPT_INDEXES,
    );
    return kept.index;
  }

  #claimsOf(
    cluster: ClusterSnapshot,
    now: Date,
    adapters: AdapterRegistry,
  ): readonly DeliveryClaim[] {
    const { name } = cluster.cluster;
    const known = this.#claims.get(name);
    const seen = assessmentContext(cluster, now);
    if (known?.adapters === adapters && known.reads.hold(seen)) {
      return known.claims;
    }
    const reads = Reads.create();
    const claims = readDeliveries(reads.follow(seen), adapters).map(claim => ({
      ...claim,
      // The one that notes what is read of it stays here.
      delivery: { ...claim.delivery, cluster: cluster.cluster },
    }));
    this.#claims.set(name, { adapters, reads, claims });
    return claims;
  }
}

/** All that decides which cluster a delivery is for. */
function partsOf({ reporter, claims }: ReportedClaims): unknown[] {
  const { cluster, serverUrl, aliases } = reporter;
  return [claims, cluster.name, serverUrl, aliases];
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
