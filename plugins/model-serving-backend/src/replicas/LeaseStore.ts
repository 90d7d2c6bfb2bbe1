/** A unit's lease as the database has it. */
export interface Lease {
  readonly unit: string;
  /** `undefined`: free. */
  readonly owner: string | undefined;
  readonly epoch: number;
}

/** Leases and replicas in a database that all replicas share. */
export interface LeaseStore {
  /** Says that a replica is alive. */
  beat(replica: string): Promise<void>;
  /** The beat of each replica; only whether it changes means anything. */
  beats(): Promise<ReadonlyMap<string, number>>;
  leases(): Promise<ReadonlyMap<string, Lease>>;
  /** Makes units known; those that are known stay as they are. */
  introduce(units: readonly string[]): Promise<void>;
  /**
   * Takes those leases that are still as they were seen.
   *
   * @returns the new epochs of those that were taken.
   */
  take(
    replica: string,
    seen: readonly Lease[],
  ): Promise<ReadonlyMap<string, number>>;
  /** Gives units up; all of the replica's when none are named. */
  release(replica: string, units?: readonly string[]): Promise<void>;
  /** Forgets a replica, unless its beat rose meanwhile. */
  forget(replica: string, beat: number): Promise<void>;
}
