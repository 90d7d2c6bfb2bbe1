/** How replicas share the clusters. Milliseconds. */
export interface ReplicaSettings {
  /** How often a replica says that it is alive, and looks at the others. */
  readonly beatMs: number;
  /** For one look at the database. */
  readonly timeoutMs: number;
  /** An owner that could not say so for that long stops to observe. */
  readonly validMs: number;
  /**
   * A replica that is silent for that long is dead to the others. Longer than
   * `validMs` by more than two clocks can drift apart meanwhile.
   */
  readonly deadMs: number;
  /** How much longer each further candidate waits for a unit that is free. */
  readonly rankMs: number;
  /** A replica is there for so long before others give units up to it. */
  readonly settledMs: number;
  /** A unit that came back after it was given up is kept for so long. */
  readonly keepMs: number;
  /** Share of the units held that is given up at once. */
  readonly releaseShare: number;
}

const SECOND = 1_000;

/**
 * @param deadMs - after how long a silent replica's clusters are taken over
 */
export function replicaSettings(deadMs: number): ReplicaSettings {
  return {
    beatMs: deadMs / 5,
    timeoutMs: deadMs / 5,
    validMs: (deadMs * 3) / 5,
    deadMs,
    rankMs: (deadMs * 2) / 5,
    settledMs: 2 * deadMs,
    keepMs: 600 * SECOND,
    releaseShare: 0.05,
  };
}
