import type { RequestCounts } from './apiServer';

/** What the simulated fleet is started with, as JSON in its arguments. */
export interface FleetOptions {
  readonly clusters: number;
  /** The last so many accept connections and never answer. */
  readonly dead: number;
  /** HTTPS with HTTP/2, else plain HTTP/1.1. */
  readonly tls: boolean;
}

/** What is asked of the running fleet. */
export type FleetRequest =
  | { readonly ask: 'counts' }
  /** Changes of pods a second over all clusters; 0 ends them. */
  | { readonly ask: 'changes'; readonly perSecond: number }
  /** Changes the URL of a service in one cluster. */
  | { readonly ask: 'mark'; readonly cluster: number; readonly url: string };

/** Where the clusters are; comes once, unasked. */
export interface FleetReady {
  readonly urls: readonly string[];
  readonly certificate?: string;
}

export interface FleetAnswer {
  readonly counts: RequestCounts;
  readonly changes: number;
  /** When it was done; milliseconds since 1970. */
  readonly at: number;
}
