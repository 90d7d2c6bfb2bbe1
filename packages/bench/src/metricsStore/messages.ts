/** What the store is started with, as JSON in its arguments. */
export interface StoreOptions {
  readonly clusters: readonly string[];
}

/** Where the store is; comes once, unasked. */
export interface StoreReady {
  readonly url: string;
}

/** What it was asked since the last question. */
export interface StoreRequest {
  readonly ask: 'counts';
}

export interface StoreCounts {
  readonly queries: number;
  /** In all answers. */
  readonly series: number;
  readonly bytes: number;
}
