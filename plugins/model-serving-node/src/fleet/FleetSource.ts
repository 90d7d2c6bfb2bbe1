import type {
  ClusterState,
  Instant,
  ObservedRecord,
  ResourceType,
} from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * Something that knows clusters: the clusters themselves, or a hub that
 * reports for clusters which cannot be dialled.
 *
 * @public
 */
export interface FleetSource {
  /** Unique among the sources; for logs. */
  readonly id: string;
  /**
   * Reports into the sink until the signal is aborted. Settles when all that
   * it started has ended. Never throws for one cluster's sake.
   */
  run(
    sink: FleetSink,
    options: { readonly signal: AbortSignal },
  ): Promise<void>;
}

/** Where a source reports what it saw. @public */
export interface FleetSink {
  /** Announces a cluster, or changes what is known of its identity. */
  upsertCluster(cluster: ObservedCluster): ClusterSink;
  /** For a cluster that the platform took away, not for one that is away. */
  removeCluster(name: string): void;
  /**
   * All clusters that the source has now. Others that it announced, also
   * before a restart, are removed.
   */
  retainClusters(names: ReadonlySet<string>): void;
}

/** @public */
export interface ObservedCluster {
  readonly name: string;
  readonly title: string;
  /** Absent when the cluster is known by a hub only. */
  readonly serverUrl?: string;
}

/**
 * What a source saw of one cluster. Calls are taken in order; each is visible
 * to readers as a whole or not at all.
 *
 * @public
 */
export interface ClusterSink {
  state(state: ClusterState): void;
  /** What `/version` says. */
  version(version: {
    readonly kubernetes: string;
    readonly simulated: boolean;
  }): void;
  /**
   * A complete list: records that it does not have are gone, save those that
   * are there but could not be read (`unreadable`, by their keys).
   */
  replace(
    resource: ResourceType,
    records: Iterable<ObservedRecord>,
    at: Instant,
    options?: {
      readonly unreadable?: ReadonlySet<string>;
      /** The API version that was listed, like `v1beta1`. */
      readonly version?: string;
    },
  ): void;
  put(resource: ResourceType, record: ObservedRecord, at: Instant): void;
  delete(resource: ResourceType, key: string, at: Instant): void;
  /** The cluster says that what is known of the kind still holds. */
  confirm(resource: ResourceType, at: Instant): void;
  /** The cluster does not serve the kind; its records are gone. */
  absent(resource: ResourceType, at: Instant): void;
  /** The cluster refuses to show the kind; what was seen of it is kept. */
  forbidden(
    resource: ResourceType,
    message: string,
    options?: {
      /** When it is tried again. */
      readonly retryAt?: Instant;
    },
  ): void;
}
