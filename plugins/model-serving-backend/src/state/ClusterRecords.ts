import { isDeepStrictEqual } from 'node:util';
import { resourceId } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ClusterSnapshot,
  ClusterState,
  Instant,
  ObservedRecord,
  Projection,
  ResourceType,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ClusterSink,
  ObservedCluster,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { KindRecords, UNKNOWN_KIND } from './KindRecords';
import type { KindView } from './KindRecords';

/** The state of one cluster: what a source reports, and what readers see. */
export class ClusterRecords implements ClusterSink {
  readonly #kinds = new Map<string, KindRecords>();
  readonly #aliases: readonly string[];
  readonly #onChange: () => void;
  #identity: ObservedCluster;
  #state: ClusterState = { status: 'connecting' };
  #version: { kubernetes?: string; simulated: boolean } = { simulated: false };
  #snapshot: ClusterSnapshot | undefined;

  static create(options: {
    cluster: ObservedCluster;
    aliases: readonly string[];
    onChange: () => void;
  }): ClusterRecords {
    return new ClusterRecords(options);
  }

  private constructor(options: {
    cluster: ObservedCluster;
    aliases: readonly string[];
    onChange: () => void;
  }) {
    this.#identity = options.cluster;
    this.#aliases = options.aliases;
    this.#onChange = options.onChange;
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
    options?: { readonly unreadable?: ReadonlySet<string> },
  ): void {
    const unreadable = options?.unreadable ?? new Set<string>();
    this.#written(this.#kind(resource).replace(records, at, unreadable));
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

  forbidden(resource: ResourceType, message: string): void {
    this.#written(this.#kind(resource).forbidden(message));
  }

  #kind(resource: ResourceType): KindRecords {
    const id = resourceId(resource);
    const known = this.#kinds.get(id) ?? KindRecords.create();
    this.#kinds.set(id, known);
    return known;
  }

  /** A new time of confirmation is for the next reader, not worth a signal. */
  #written(changed: boolean): void {
    this.#snapshot = undefined;
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
