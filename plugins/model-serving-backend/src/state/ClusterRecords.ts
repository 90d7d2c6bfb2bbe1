import { isDeepStrictEqual } from 'node:util';
import {
  podProjection,
  resourceId,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ClusterSnapshot,
  ClusterState,
  Instant,
  ObservedRecord,
  PodRecord,
  Projection,
  ResourceKnowledge,
  ResourceType,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ClusterSink,
  ObservedCluster,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type {
  ClusterHead,
  FleetChanges,
  KeptCluster,
  KeptRecord,
} from './kept';
import { KindRecords, UNKNOWN_KIND } from './KindRecords';
import type { KindView } from './KindRecords';

/** The state of one cluster: what a source reports, and what readers see. */
export class ClusterRecords implements ClusterSink {
  readonly #kinds = new Map<string, KindRecords>();
  readonly #aliases: readonly string[];
  readonly #onChange: () => void;
  readonly #changes: FleetChanges | undefined;
  #restored = false;
  #identity: ObservedCluster;
  #state: ClusterState = { status: 'connecting' };
  #version: { kubernetes?: string; simulated: boolean } = { simulated: false };
  #snapshot: ClusterSnapshot | undefined;

  static create(options: {
    cluster: ObservedCluster;
    aliases: readonly string[];
    onChange: () => void;
    changes: FleetChanges | undefined;
  }): ClusterRecords {
    return new ClusterRecords(options);
  }

  private constructor(options: {
    cluster: ObservedCluster;
    aliases: readonly string[];
    onChange: () => void;
    changes: FleetChanges | undefined;
  }) {
    this.#identity = options.cluster;
    this.#aliases = options.aliases;
    this.#onChange = options.onChange;
    this.#changes = options.changes;
  }

  identify(cluster: ObservedCluster): void {
    const changed =
      cluster.title !== this.#identity.title ||
      cluster.serverUrl !== this.#identity.serverUrl;
    this.#identity = cluster;
    this.#written(changed);
  }

  /** Shared by readers until the next write. */
  snapshot(): ClusterSnapshot {
    this.#snapshot ??= this.#takeSnapshot();
    return this.#snapshot;
  }

  state(state: ClusterState): void {
    // Not having asked yet says less than what is remembered.
    if (this.#restored && state.status === 'connecting') {
      return;
    }
    this.#restored = false;
    const changed = !isDeepStrictEqual(timeless(state), timeless(this.#state));
    this.#state = state;
    this.#written(changed);
  }

  version(version: { kubernetes: string; simulated: boolean }): void {
    const changed = !isDeepStrictEqual(version, this.#version);
    if (changed) {
      this.#version = version;
      this.#written(true);
    }
  }

  replace(
    resource: ResourceType,
    records: Iterable<ObservedRecord>,
    at: Instant,
    options?: {
      readonly unreadable?: ReadonlySet<string>;
      readonly version?: string;
    },
  ): void {
    this.#written(this.#kind(resource).replace(records, at, options));
  }

  put(resource: ResourceType, record: ObservedRecord, at: Instant): void {
    this.#written(this.#kind(resource).put(record, at));
  }

  delete(resource: ResourceType, key: string, at: Instant): void {
    this.#written(this.#kind(resource).delete(key, at));
  }

  confirm(resource: ResourceType, at: Instant): void {
    this.#written(this.#kind(resource).confirm(at));
  }

  absent(resource: ResourceType, at: Instant): void {
    this.#written(this.#kind(resource).absent(at));
  }

  forbidden(
    resource: ResourceType,
    message: string,
    options?: { readonly retryAt?: Instant },
  ): void {
    this.#written(this.#kind(resource).forbidden(message, options?.retryAt));
  }

  /** All but the records. */
  head(): ClusterHead {
    const kinds: Record<string, ResourceKnowledge> = {};
    for (const [id, kind] of this.#kinds) {
      kinds[id] = kind.knowledge;
    }
    return {
      identity: this.#identity,
      state: this.#state,
      version: this.#version,
      kinds,
    };
  }

  read(kind: string, key: string): KeptRecord | undefined {
    return this.#kinds.get(kind)?.read(key);
  }

  *keys(): Iterable<readonly [kind: string, key: string]> {
    for (const [id, kind] of this.#kinds) {
      for (const key of kind.keys()) {
        yield [id, key];
      }
    }
  }

  /** What was restored and is not confirmed since; nothing otherwise. */
  get restoredState(): ClusterState | undefined {
    return this.#restored ? this.#state : undefined;
  }

  /** Takes what was kept elsewhere, in the place of or on top of what is here. */
  restore({ head, records, complete, identify }: KeptCluster): void {
    let changed = this.restoreState(head.state);
    if (identify) {
      changed ||= !isDeepStrictEqual(head.identity, this.#identity);
      this.#identity = head.identity;
    }
    changed ||= !isDeepStrictEqual(head.version, this.#version);
    this.#version = head.version;
    const ids = new Set([...Object.keys(head.kinds), ...records.keys()]);
    if (complete) {
      for (const id of this.#kinds.keys()) {
        ids.add(id);
      }
    }
    for (const id of ids) {
      const restored = this.#kindOf(id).restore(
        head.kinds[id] ?? { status: 'never' },
        records.get(id) ?? new Map(),
        complete,
      );
      changed ||= restored;
    }
    this.#snapshot = undefined;
    if (changed) {
      this.#onChange();
    }
  }

  /** Says whether readers see a difference; telling them is the caller's. */
  restoreState(state: ClusterState): boolean {
    const changed = !isDeepStrictEqual(timeless(state), timeless(this.#state));
    this.#restored = true;
    this.#state = state;
    this.#snapshot = undefined;
    return changed;
  }

  #kind(resource: ResourceType): KindRecords {
    return this.#kindOf(resourceId(resource));
  }

  #kindOf(id: string): KindRecords {
    const known =
      this.#kinds.get(id) ??
      KindRecords.create(key =>
        this.#changes?.record(this.#identity.name, id, key),
      );
    this.#kinds.set(id, known);
    return known;
  }

  /** A new time of confirmation is for the next reader, not worth a signal. */
  #written(changed: boolean): void {
    this.#snapshot = undefined;
    this.#changes?.cluster(this.#identity.name, changed);
    if (changed) {
      this.#onChange();
    }
  }

  #takeSnapshot(): ClusterSnapshot {
    const views = new Map<string, KindView>();
    for (const [id, kind] of this.#kinds) {
      views.set(id, kind.view());
    }
    const viewOf = (resource: ResourceType) =>
      views.get(resourceId(resource)) ?? UNKNOWN_KIND;
    const { name, title, serverUrl } = this.#identity;
    const { kubernetes, simulated } = this.#version;
    return {
      cluster: { name, title, simulated, state: this.#state },
      aliases: this.#aliases,
      ...(serverUrl && { serverUrl }),
      ...(kubernetes && { kubernetesVersion: kubernetes }),
      records: <R extends ObservedRecord>(projection: Projection<R>) =>
        // One projection writes a kind, and the same one reads it.
        viewOf(projection.resource).records as ReadonlyMap<string, R>,
      // As with records: what is written of pods is what their projection made.
      podsIn: namespace =>
        viewOf(podProjection.resource).inNamespace(
          namespace,
        ) as readonly PodRecord[],
      knowledge: resource => viewOf(resource).knowledge,
      changedAt: (resource, key) => viewOf(resource).changedAt.get(key),
    };
  }
}

/** Times of confirmation and retry change by themselves. */
function timeless(state: ClusterState): unknown {
  const { confirmedAt, retryAt, ...rest } = {
    confirmedAt: undefined,
    retryAt: undefined,
    ...state,
  };
  return rest;
}
