import {
  recordKey,
  resourceId,
  type ObservedRecord,
  type Projection,
  type RecordMeta,
  type ResourceType,
} from '../observed/resource';
import { podProjection, type PodRecord } from '../observed/pod';
import { observedProjections } from '../observed/projections';
import { LIVE, NOW } from '../fleet/__fixtures__/staticFleet';
import type { Json } from '../fleet/__fixtures__/objects';
import type { ClusterSnapshot, FleetSnapshot } from '../fleet/snapshot';
import type { ClusterState } from '../api/types';

type Kind = ReadonlyMap<string, ObservedRecord>;
const NOTHING: Kind = new Map();

/** A cluster that changes as an observer's does: by new maps, never in place. */
export class ChangingCluster {
  readonly name: string;
  #kinds: ReadonlyMap<string, Kind> = new Map();
  #forbidden: ReadonlySet<string> = new Set();
  #changedAt: ReadonlyMap<string, string> = new Map();
  /** A namespace whose pods did not change keeps its list. */
  #podLists: ReadonlyMap<string, readonly PodRecord[]> = new Map();
  state: ClusterState = LIVE;

  static create(name: string): ChangingCluster {
    return new ChangingCluster(name);
  }

  private constructor(name: string) {
    this.name = name;
  }

  put(raw: Json, at: string): void {
    const projection = observedProjections.find(
      ({ resource }) => resource.kind === raw.kind,
    );
    const record = projection?.project(raw);
    if (!projection || !record) return;
    const id = resourceId(projection.resource);
    const key = recordKey(record.meta);
    this.#kinds = new Map(this.#kinds).set(
      id,
      new Map(this.#kinds.get(id)).set(key, record),
    );
    this.#changedAt = new Map(this.#changedAt).set(`${id} ${key}`, at);
    this.#listPods(record.meta);
  }

  delete(raw: Json): void {
    const projection = observedProjections.find(
      ({ resource }) => resource.kind === raw.kind,
    );
    const record = projection?.project(raw);
    if (!projection || !record) return;
    const id = resourceId(projection.resource);
    const kind = new Map(this.#kinds.get(id));
    kind.delete(recordKey(record.meta));
    this.#kinds = new Map(this.#kinds).set(id, kind);
    this.#listPods(record.meta);
  }

  #listPods({ namespace = '' }: RecordMeta): void {
    const pods = this.#recordsOf(podProjection);
    const list = [...pods.values()].filter(
      ({ meta }) => (meta.namespace ?? '') === namespace,
    );
    const before = this.#podLists.get(namespace) ?? [];
    const same =
      list.length === before.length &&
      list.every((pod, index) => pod === before[index]);
    if (!same) this.#podLists = new Map(this.#podLists).set(namespace, list);
  }

  #recordsOf<R extends ObservedRecord>({
    resource,
  }: Projection<R>): ReadonlyMap<string, R> {
    // What a resource's own projection wrote is what it reads.
    return (this.#kinds.get(resourceId(resource)) ?? NOTHING) as ReadonlyMap<
      string,
      R
    >;
  }

  toggleForbidden(plural: string): void {
    const forbidden = new Set(this.#forbidden);
    if (!forbidden.delete(plural)) forbidden.add(plural);
    this.#forbidden = forbidden;
  }

  snapshot(): ClusterSnapshot {
    const kinds = this.#kinds;
    const forbidden = this.#forbidden;
    const changedAt = this.#changedAt;
    const podLists = this.#podLists;
    return {
      cluster: {
        name: this.name,
        title: this.name,
        simulated: false,
        state: this.state,
      },
      aliases: [],
      records: <R extends ObservedRecord>({ resource }: Projection<R>) =>
        // What a resource's own projection wrote is what it reads.
        (kinds.get(resourceId(resource)) ?? NOTHING) as ReadonlyMap<string, R>,
      podsIn: namespace => podLists.get(namespace) ?? [],
      knowledge: (resource: ResourceType) =>
        forbidden.has(resource.plural)
          ? { status: 'forbidden', message: 'no' }
          : { status: 'observed', confirmedAt: NOW },
      changedAt: (resource, key) =>
        changedAt.get(`${resourceId(resource)} ${key}`),
    };
  }
}

export function fleetOf(
  clusters: readonly ChangingCluster[],
  now: Date,
): FleetSnapshot {
  return {
    version: String(now.getTime()),
    now,
    clusters: clusters.map(cluster => cluster.snapshot()),
  };
}

/** Numbers from 0 to 1 that a seed decides: a linear congruence. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
