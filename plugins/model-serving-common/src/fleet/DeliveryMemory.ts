import { indexedContext } from '../adapters/context';
import { RecordIndexes } from '../adapters/RecordIndexes';
import { Reads } from '../adapters/reads';
import { readDeliveries, type AdapterRegistry } from '../adapters/registry';
import type { DeliveryClaim } from '../adapters/types';
import { ClusterDeliveries } from './ClusterDeliveries';
import { Destinations, type KnownCluster } from './clusterNames';
import { DeliveryIndex } from './DeliveryIndex';
import { knownBy } from './knownBy';
import type { ClusterSnapshot, FleetSnapshot } from './snapshot';

/** Viewers with other permissions see other clusters, and get their own. */
const KEPT_INDEXES = 8;
/** Clusters that no one asked about for so many views are forgotten. */
const KEPT_ROUNDS = 200;

interface Kept {
  /** What it was made of. */
  readonly of: readonly unknown[];
}

interface KeptIndex extends Kept {
  readonly index: DeliveryIndex;
}

interface KeptDestinations extends Kept {
  readonly destinations: Destinations;
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
  /** Of each cluster's claims, for as long as they are in use. */
  readonly #deliveries = new WeakMap<
    readonly DeliveryClaim[],
    WeakMap<Destinations, ClusterDeliveries>
  >();
  /** The last in use come last. */
  #keptIndexes: readonly KeptIndex[] = [];
  #keptDestinations: readonly KeptDestinations[] = [];
  #round = 0;

  static create(): DeliveryMemory {
    return new DeliveryMemory();
  }

  private constructor() {}

  /**
   * As of `fleet`, but for the state of the clusters that report. Yields after
   * each cluster.
   */
  *index(
    fleet: FleetSnapshot,
    adapters: AdapterRegistry,
  ): Generator<void, DeliveryIndex> {
    this.#round += 1;
    if (this.#round % KEPT_ROUNDS === 0) this.#forget();
    const { clusters, now } = fleet;
    const destinations = this.#destinationsOf(clusters.map(knownBy));
    yield;
    const reported: ClusterDeliveries[] = [];
    for (const cluster of clusters) {
      const claims = this.#claimsOf(cluster, now, adapters);
      const { name } = cluster.cluster;
      reported.push(this.#deliveriesOf(name, claims, destinations));
      yield;
    }
    const known = this.#keptIndexes.find(({ of }) => areSame(of, reported));
    const kept = known ?? {
      of: reported,
      index: DeliveryIndex.create(reported),
    };
    this.#keptIndexes = lastUsed(this.#keptIndexes, kept);
    return kept.index;
  }

  #destinationsOf(clusters: readonly KnownCluster[]): Destinations {
    const of = clusters.flatMap(({ name, serverUrl, aliases }) => [
      name,
      serverUrl,
      aliases,
    ]);
    const known = this.#keptDestinations.find(kept => areSame(kept.of, of));
    const kept = known ?? { of, destinations: Destinations.create(clusters) };
    this.#keptDestinations = lastUsed(this.#keptDestinations, kept);
    return kept.destinations;
  }

  #deliveriesOf(
    reporter: string,
    claims: readonly DeliveryClaim[],
    destinations: Destinations,
  ): ClusterDeliveries {
    const ofClaims =
      this.#deliveries.get(claims) ??
      new WeakMap<Destinations, ClusterDeliveries>();
    this.#deliveries.set(claims, ofClaims);
    const deliveries =
      ofClaims.get(destinations) ??
      ClusterDeliveries.create(reporter, claims, destinations);
    ofClaims.set(destinations, deliveries);
    return deliveries;
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

function lastUsed<T>(kept: readonly T[], used: T): readonly T[] {
  return [...kept.filter(other => other !== used), used].slice(-KEPT_INDEXES);
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
