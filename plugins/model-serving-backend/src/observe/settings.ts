/**
 * How a cluster is observed. Milliseconds. A cluster that stops answering is
 * known to be away after at most `heartbeatMs` (and its jitter) and
 * `heartbeatTimeoutMs`.
 */
export interface ObserveSettings {
  readonly heartbeatMs: number;
  readonly heartbeatTimeoutMs: number;
  /** For one page of a list, and for a watch to begin. */
  readonly requestTimeoutMs: number;
  /** Objects; a page is parsed at once, and the portal waits meanwhile. */
  readonly pageSize: number;
  /** How long a server keeps a watch open, before jitter. */
  readonly watchMs: number;
  /** A watch without a word for so long is given up; bookmarks come each minute. */
  readonly watchIdleMs: number;
  readonly firstRetryMs: number;
  readonly maxRetryMs: number;
  /** For a kind that is not served or forbidden. */
  readonly recheckMs: number;
  /** How often clusters are asked for that came or went. */
  readonly clustersMs: number;
  /** Lists that run at once over all clusters. */
  readonly lists: number;
  readonly listsOfCluster: number;
  /** A list that takes longer does not count among them. */
  readonly slowListMs: number;
  /** Of one list; one that has more does not come to an end. */
  readonly maxPages: number;
  /** Characters that are kept of all objects of one kind of a cluster. */
  readonly maxKindSize: number;
  /** Clusters that are contacted at once when the observation starts. */
  readonly startsAtOnce: number;
  /**
   * Between the starts of further ones: a thousand at once would keep the
   * portal so busy that it heard none of them in time.
   */
  readonly startSpacingMs: number;
}

export const DEFAULT_OBSERVE_SETTINGS: ObserveSettings = {
  heartbeatMs: 8_000,
  heartbeatTimeoutMs: 5_000,
  requestTimeoutMs: 15_000,
  pageSize: 200,
  watchMs: 5 * 60_000,
  watchIdleMs: 150_000,
  firstRetryMs: 1_000,
  maxRetryMs: 30_000,
  recheckMs: 60_000,
  clustersMs: 30_000,
  lists: 16,
  listsOfCluster: 4,
  slowListMs: 3_000,
  maxPages: 5_000,
  maxKindSize: 128 * 1024 * 1024,
  startsAtOnce: 50,
  startSpacingMs: 10,
};
