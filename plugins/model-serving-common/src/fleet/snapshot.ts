import type { ClusterRef, Instant } from '../api/types';
import type { FindingsLookup, Refusal } from '../diagnosis/findings';
import type { PodRecord } from '../observed/pod';
import type {
  ObservedRecord,
  Projection,
  ResourceType,
} from '../observed/resource';

/**
 * What is known of one kind in one cluster.
 *
 * - `observed`: listed at least once; the records are the last known ones.
 * - `absent`: the cluster does not serve the kind (the CRD is not installed).
 * - `forbidden`: the cluster refuses to show it (403); the records are those
 *   of `lastConfirmedAt`, when it was allowed before.
 * - `never`: not listed yet, so nothing can be concluded from an empty map.
 *
 * @public
 */
export type ResourceKnowledge =
  | {
      readonly status: 'observed';
      readonly confirmedAt: Instant;
      /** The API version that is read, like `v1beta1`. */
      readonly version?: string;
      /** Objects of the last list that could not be read, when there are any. */
      readonly unreadable?: number;
    }
  | { readonly status: 'absent'; readonly confirmedAt: Instant }
  | {
      readonly status: 'forbidden';
      readonly message: string;
      readonly lastConfirmedAt?: Instant;
      /** When it is tried again. */
      readonly retryAt?: Instant;
    }
  | { readonly status: 'never' };

/** The last known state of one cluster, as the domain reads it. @public */
export interface ClusterSnapshot {
  readonly cluster: ClusterRef;
  /** The API server's URL; joins what other tools call the cluster. */
  readonly serverUrl?: string;
  /** What other tools call this cluster, from configuration. */
  readonly aliases: readonly string[];
  readonly kubernetesVersion?: string;
  /** The records of a kind by `namespace/name`; empty when there are none. */
  records<R extends ObservedRecord>(
    projection: Projection<R>,
  ): ReadonlyMap<string, R>;
  /**
   * The pods of a namespace, in the order of their records: the same list for
   * as long as they are the same. Absent where nobody keeps such lists.
   */
  podsIn?(namespace: string): readonly PodRecord[];
  knowledge(resource: ResourceType): ResourceKnowledge;
  /** When the record last changed, as seen by the observer. */
  changedAt(resource: ResourceType, key: string): Instant | undefined;
  /**
   * Whether the viewer may not see what runs in a namespace; absent when they
   * may see all.
   */
  hides?(namespace: string): boolean;
  /** Events and logs that were fetched of pods in trouble, where any are. */
  readonly findings?: FindingsLookup;
  /** What the cluster forbade when it was asked last of those pods. */
  readonly refusedReads?: readonly Refusal['what'][];
}

/** The whole fleet at one moment. @public */
export interface FleetSnapshot {
  /** Opaque; differs whenever any record or cluster state does. */
  readonly version: string;
  /** The reader's clock, for ages and deadlines. */
  readonly now: Date;
  readonly clusters: readonly ClusterSnapshot[];
  /**
   * What a viewer may see of the clusters, when that is not all: the same for
   * viewers who see the same.
   */
  readonly scope?: string;
}
