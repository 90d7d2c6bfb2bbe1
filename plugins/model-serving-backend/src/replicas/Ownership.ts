/**
 * What an owner's writes are checked against, so that one that was frozen
 * cannot write over what its successor saw.
 */
export interface Fence {
  readonly owner: string;
  /** Rises with each owner. */
  readonly epoch: number;
}

/** Who observes what, when several processes share one database. */
export interface Ownership {
  /** Whether another process may own what this one does not. */
  readonly shared: boolean;
  /** Takes part until the signal is aborted, and then gives all up. */
  run(signal: AbortSignal): Promise<void>;
  /**
   * Runs the work whenever this process owns the unit; the signal that the
   * work gets is aborted when the unit is lost. Settles when the work ended by
   * itself or the signal was aborted, and the work has ended.
   */
  whileOwner(
    unit: string,
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  /** `undefined`: not the owner; `sole`: nobody else can be. */
  fence(unit: string): Fence | 'sole' | undefined;
  /** The database says that another owns the unit. */
  lost(unit: string): void;
}
