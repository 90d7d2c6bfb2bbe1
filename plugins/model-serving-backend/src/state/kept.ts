import type {
  ClusterState,
  Instant,
  ObservedRecord,
  ResourceKnowledge,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ObservedCluster } from '@modelfleet/backstage-plugin-model-serving-node';

/** All that is known of a cluster but its records. Plain JSON. */
export interface ClusterHead {
  readonly identity: ObservedCluster;
  readonly state: ClusterState;
  readonly version: {
    readonly kubernetes?: string;
    readonly simulated: boolean;
  };
  /** By resource, as `resourceId` names it. */
  readonly kinds: Readonly<Record<string, ResourceKnowledge>>;
}

/** A record, and when it last changed. Plain JSON. */
export interface KeptRecord {
  readonly record: ObservedRecord;
  readonly changedAt: Instant;
}

/** What another process, or this one before it was restarted, knew. */
export interface KeptCluster {
  readonly head: ClusterHead;
  /** By kind and key; `undefined` for those that are gone. */
  readonly records: ReadonlyMap<
    string,
    ReadonlyMap<string, KeptRecord | undefined>
  >;
  /** Whether records that are not listed are gone as well. */
  readonly complete: boolean;
  /** Whether title and URL are taken too; configuration here may be newer. */
  readonly identify: boolean;
}

/** Told of what changed, so that it can be kept. Must not throw. */
export interface FleetChanges {
  /** A record is new, changed or gone. */
  record(cluster: string, kind: string, key: string): void;
  /** @param visible - whether more than times of confirmation changed */
  cluster(cluster: string, visible: boolean): void;
}

/** The fleet's state as the one who keeps it needs it. */
export interface FleetMemory {
  cluster(name: string): ClusterMemory | undefined;
  restore(kept: KeptCluster): void;
  /** In the place of a state that was restored. */
  restoreState(name: string, state: ClusterState): void;
  removeCluster(name: string): void;
}

export interface ClusterMemory {
  head(): ClusterHead;
  read(kind: string, key: string): KeptRecord | undefined;
  keys(): Iterable<readonly [kind: string, key: string]>;
  /** The state, as long as it was restored and nothing confirmed it since. */
  readonly restoredState: ClusterState | undefined;
}
