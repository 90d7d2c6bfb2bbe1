import type { DeliveryClaim } from '../adapters/types';
import { comparableName, type Destinations } from './clusterNames';

/** A delivery and the cluster that it delivers to, when the fleet has it. */
export interface LocatedDelivery extends DeliveryClaim {
  readonly target?: string;
}

/** One that has its place among all that its cluster tells. */
export interface PlacedDelivery {
  readonly place: number;
  readonly delivery: LocatedDelivery;
}

/** The deliveries of one cluster to one other, or to itself. */
export interface DeliveriesTo {
  /** By the folders that they read. */
  readonly byPath: ReadonlyMap<string, readonly PlacedDelivery[]>;
  /** By what they apply; the first of each. */
  readonly byObject: ReadonlyMap<string, LocatedDelivery>;
}

interface Collected {
  readonly byPath: Map<string, PlacedDelivery[]>;
  readonly byObject: Map<string, LocatedDelivery>;
}

/** What one cluster tells of deliveries, found by where they go. */
export class ClusterDeliveries {
  readonly #to = new Map<string, Collected>();
  /** To clusters that the fleet does not have. */
  readonly elsewhere: readonly PlacedDelivery[];
  /** What should make deliveries and cannot. */
  readonly makers: readonly LocatedDelivery[];

  static create(
    reporter: string,
    claims: readonly DeliveryClaim[],
    destinations: Destinations,
  ): ClusterDeliveries {
    return new ClusterDeliveries(reporter, claims, destinations);
  }

  private constructor(
    reporter: string,
    claims: readonly DeliveryClaim[],
    destinations: Destinations,
  ) {
    const elsewhere: PlacedDelivery[] = [];
    const makers: LocatedDelivery[] = [];
    // One hub delivers many services to each of its destinations.
    const targets = new Map<string, string | undefined>();
    for (const [place, claim] of claims.entries()) {
      const called = JSON.stringify(claim.destination);
      if (!targets.has(called)) {
        targets.set(called, destinations.find(claim.destination, reporter));
      }
      const target = targets.get(called);
      const delivery = { ...claim, ...(target !== undefined && { target }) };
      if (claim.covers) makers.push(delivery);
      if (target === undefined) elsewhere.push({ place, delivery });
      else this.#add({ place, delivery }, target);
    }
    this.elsewhere = elsewhere;
    this.makers = makers;
  }

  /** By names as they are compared. */
  get to(): ReadonlyMap<string, DeliveriesTo> {
    return this.#to;
  }

  #add(placed: PlacedDelivery, target: string): void {
    const name = comparableName(target);
    const to = this.#to.get(name) ?? { byPath: new Map(), byObject: new Map() };
    this.#to.set(name, to);
    for (const path of pathsOf(placed.delivery)) {
      push(to.byPath, path, placed);
    }
    for (const object of placed.delivery.objects) {
      const key = objectKey(target, object);
      if (!to.byObject.has(key)) to.byObject.set(key, placed.delivery);
    }
  }
}

/** The folders that a delivery reads. */
export function pathsOf({ sources }: DeliveryClaim): readonly string[] {
  return sources.map(({ path }) => trimSlashes(path));
}

export function objectKey(
  cluster: string,
  object: { group: string; kind: string; namespace?: string; name: string },
): string {
  const { group, kind, namespace = '', name } = object;
  return [cluster, group, kind, namespace, name].join('|');
}

export function trimSlashes(path: string): string {
  return path.replace(/^(?:\.?\/)+|\/+$/g, '');
}

export function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
