/** How much is asked of clusters about pods in trouble. Milliseconds, bytes. */
export interface DiagnoseSettings {
  /** Of the end of a log. */
  readonly tailLines: number;
  /** Once more with so many, when that was more than `limitBytes`. */
  readonly fewTailLines: number;
  readonly limitBytes: number;
  /** Events of one pod. */
  readonly events: number;
  readonly requestTimeoutMs: number;
  /** Clusters that are asked at once. */
  readonly clustersAtOnce: number;
  /** Pods of one cluster that are asked about in a row, one after the other. */
  readonly podsOfABatch: number;
  /** Between two batches of one cluster. */
  readonly pauseMs: number;
  /** Changes that come together are considered together. */
  readonly settleMs: number;
  /** How often time alone is a reason to look again. */
  readonly sweepMs: number;
  /** After which findings are old, if someone looks at them. */
  readonly renewMs: number;
  /** How long someone who looked is taken to look on. */
  readonly lookMs: number;
  /** After a cluster did not answer, or refused. */
  readonly retryMs: number;
  /** Pods of one cluster of which something is kept. */
  readonly kept: number;
}

export const DEFAULT_DIAGNOSE_SETTINGS: DiagnoseSettings = {
  tailLines: 200,
  fewTailLines: 20,
  limitBytes: 64 * 1024,
  events: 50,
  requestTimeoutMs: 8_000,
  clustersAtOnce: 8,
  podsOfABatch: 10,
  pauseMs: 2_000,
  settleMs: 300,
  sweepMs: 15_000,
  renewMs: 60_000,
  lookMs: 3 * 60_000,
  retryMs: 60_000,
  kept: 200,
};
