import { indexedContext } from '../adapters/context';
import { RecordIndexes } from '../adapters/RecordIndexes';
import { Reads } from '../adapters/reads';
import { readDeliveries, type AdapterRegistry } from '../adapters/registry';
import type { DeliveryClaim } from '../adapters/types';
import { DeliveryIndex, type ReportedClaims } from './DeliveryIndex';
import type { ClusterSnapshot, FleetSnapshot } from './snapshot';

/** Viewers with other permissions see other clusters, and get their own. */
const KEPT_INDEXES = 8;
/** Clusters that no one asked about for so many views are forgotten. */
const KEPT_ROUNDS = 200;

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
  /** The last snapshot in which it was found to hold. */
  heldIn: WeakRef<ClusterSnapshot>;
  usedIn: number;
}

/** What clusters said of deliveries, until they say something else. */
export class DeliveryMemory {
  readonly #claims = new Map<string, ClusterClaims>();
  readonly #indexes = RecordIndexes.create();
  /** The last in use comes last. */
  #kept: readonly Kept[] = [];
  #round = 0;

  static create(): DeliveryMemory {
    return new DeliveryMemory();
  }

  private constructor() {}

  /** As of `fleet`, but for the state of the clusters that report. */
  index(fleet: FleetSnapshot, adapters: AdapterRegistry): DeliveryIndex {
    this.#round += 1;
    if (this.#round % KEPT_ROUNDS === 0) this.#forget();
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
    if (known) known.usedIn = this.#round;
    if (
      known?.adapters === adapters &&
      known.reads.ofClusterOnly &&
      known.heldIn.deref() === cluster
    ) {
      return known.claims;
    }
    const seen = indexedContext(cluster, now, { indexes: this.#indexes });
    const heldIn = new WeakRef(cluster);
    if (known?.adapters === adapters && known.reads.hold(seen)) {
      known.heldIn = heldIn;
      return known.claims;
    }
    const reads = Reads.create();
    const claims = readDeliveries(reads.follow(seen), adapters).map(claim => ({
      ...claim,
      // The one that notes what is read of it stays here.
      delivery: { ...claim.delivery, cluster: cluster.cluster },
    }));
    const usedIn = this.#round;
    this.#claims.set(name, { adapters, reads, claims, heldIn, usedIn });
    return claims;
  }

  #forget(): void {
    for (const [name, { usedIn }] of this.#claims) {
      if (this.#round - usedIn >= KEPT_ROUNDS) this.#claims.delete(name);
    }
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
