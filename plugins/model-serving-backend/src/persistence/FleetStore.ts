import type { ClusterHead, KeptRecord } from '../state';
import type { Fence } from '../replicas';

/** What of a cluster is to be written, as a whole or not at all. */
export interface ClusterWrite {
  readonly name: string;
  readonly source: string;
  /** Its source took it away. */
  readonly removed: boolean;
  readonly head: ClusterHead;
  readonly records: readonly RecordWrite[];
  /** Records that are not among these are gone. */
  readonly complete: boolean;
  readonly unit: string;
  readonly fence: Fence | 'sole';
}

/** @see KeptRecord */
export interface RecordWrite {
  readonly kind: string;
  readonly key: string;
  /** `undefined`: gone. */
  readonly kept: KeptRecord | undefined;
}

export interface StoredHead {
  readonly name: string;
  readonly source: string;
  readonly removed: boolean;
  /** Rises with each write of the cluster. */
  readonly seq: number;
  /** Which records went up to this `seq` is not known any more. */
  readonly floor: number;
  /** When it was last written, by the writer's clock. */
  readonly seenAt: number;
  /** Absent when another version of the plugin wrote it in another shape. */
  readonly head?: ClusterHead;
}

export interface StoredRecord extends RecordWrite {
  readonly cluster: string;
}

/** Keeps the last state of every cluster. */
export interface FleetStore {
  /**
   * Writes what the fences still allow.
   *
   * @returns the names of the clusters that were written.
   */
  write(writes: readonly ClusterWrite[]): Promise<ReadonlySet<string>>;
  /** The `seq` of every cluster. */
  sequences(): Promise<ReadonlyMap<string, number>>;
  heads(names: readonly string[]): Promise<readonly StoredHead[]>;
  /** @param after - by cluster; `undefined`: all records that are there */
  records(
    after: ReadonlyMap<string, number | undefined>,
  ): Promise<readonly StoredRecord[]>;
  /**
   * Forgets which records went, up to a `seq` for each cluster, and clusters
   * that were not written since a time.
   */
  clean(upTo: ReadonlyMap<string, number>, before: number): Promise<void>;
}
