import type { RenderedService } from '../rendering/types';

/** Clusters that change together. @public */
export type WaveClusters = readonly string[];

/**
 * The waves of a change, as `waves.yaml` in the service's folder records them.
 *
 * @public
 */
export interface WavePlan {
  readonly service: string;
  /** In the order in which they go; at least two. */
  readonly waves: readonly WaveClusters[];
  /** Whether the repository had nothing of the service before the plan. */
  readonly isNew: boolean;
  /** The Model that the service served before, where another one follows. */
  readonly modelBefore?: string;
  /**
   * Digests of folders as they were when the plan was made, by path: `base`
   * when it shall be replaced, and `clusters/<cluster>` of what waits.
   */
  readonly basedOn: Readonly<Record<string, string>>;
}

/**
 * A plan and how far Git has brought it. That a wave has gone says nothing of
 * whether its clusters serve.
 *
 * @public
 */
export interface WaveProgress {
  readonly plan: WavePlan;
  /** How many waves have gone, from the first on; at least 1. */
  readonly gone: number;
  /** Whether a wave has yet to go. */
  readonly isOpen: boolean;
}

/** Tells texts apart without keeping them; the same for the same text. @public */
export type Digest = (text: string) => string;

/** The outcome of a change in waves. @public */
export interface RenderedWaves extends RenderedService {
  /** Absent where everything goes at once, or nothing changes. */
  readonly progress?: WaveProgress;
  /** Clusters that come to something else by this change. */
  readonly changedClusters: readonly string[];
}
