import type { TimeSource } from '../clock/time';

/** How a demo fleet is started. */
export interface DemoFleetOptions {
  /** Folder for the bare Git repository. */
  readonly dataDirectory: string;
  /** Folder whose content becomes the repository; default `examples/gitops`. */
  readonly seedDirectory?: string;
  /** Start the repository from the seed even if there is one. Default true. */
  readonly fresh?: boolean;
  /** First port; the clusters follow. 0 (default): any free ports. */
  readonly port?: number;
  /** Bearer token of every cluster. Default `demo-token`. */
  readonly token?: string;
  /** Decides every name and every accident. Default `modelfleet`. */
  readonly seed?: string;
  /** How much faster than life things go inside clusters. Default 1. */
  readonly speed?: number;
  /** Live through some days first, so that services already run. Default true. */
  readonly history?: boolean;
  /** Let the edge cluster's link drop now and then. Default false. */
  readonly flakyLink?: boolean;
  /** Wall-clock milliseconds between bookmarks of a watch. Default 5,000. */
  readonly bookmarkMs?: number;
  /** Where time comes from; tests bring a `ManualTime`. Default: the system. */
  readonly time?: TimeSource;
  /** Told what nobody expected. Default: standard error. */
  readonly onError?: (error: unknown, context: string) => void;
}

/** A running demo fleet. */
export interface DemoFleet {
  readonly clusters: readonly DemoCluster[];
  /** Clone and push address of the GitOps repository. */
  readonly gitUrl: string;
  /** Base of the control endpoint: `<controlUrl>/state`, … */
  readonly controlUrl: string;
  /** Closes every port and ends every timer. */
  stop(): Promise<void>;
}

/** How to reach one simulated cluster. */
export interface DemoCluster {
  readonly name: string;
  readonly url: string;
  readonly token: string;
}
