export type PortalRequest =
  /** Figures since the last question. */
  | { readonly ask: 'sample' }
  /** The same, after garbage was collected. */
  | { readonly ask: 'sampleLive' };

export interface PortalSample {
  /** Of the whole process, user and system. */
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly heapBytes: number;
  readonly externalBytes: number;
  readonly residentBytes: number;
  readonly eventLoopP50Ms: number;
  readonly eventLoopP99Ms: number;
  readonly eventLoopMaxMs: number;
}
