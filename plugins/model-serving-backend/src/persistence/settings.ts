/** How the fleet's state is kept. Milliseconds. */
export interface KeepSettings {
  /** What changed is written, and what others wrote is read, so often. */
  readonly writeMs: number;
  /** New times of confirmation alone are written no more often than this. */
  readonly confirmMs: number;
  /** For one write or one read. */
  readonly timeoutMs: number;
  readonly maxRetryMs: number;
  /** Clusters that nobody confirmed for so long are shown as stale. */
  readonly staleMs: number;
  /** For what was saved to be read before observation begins without it. */
  readonly loadMs: number;
  /** How often what is not needed any more is removed. */
  readonly cleanMs: number;
  /** For clusters that nobody observes any more. */
  readonly keepMs: number;
  /** Records in one transaction, unless one cluster alone has more. */
  readonly batch: number;
  /** Characters of JSON; larger records are not kept. */
  readonly maxRecord: number;
}

const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;

export const DEFAULT_KEEP_SETTINGS: KeepSettings = {
  writeMs: SECOND,
  confirmMs: 5 * SECOND,
  timeoutMs: 10 * SECOND,
  maxRetryMs: 30 * SECOND,
  staleMs: 30 * SECOND,
  loadMs: 10 * SECOND,
  cleanMs: 600 * SECOND,
  keepMs: 7 * DAY,
  batch: 2_000,
  maxRecord: 256 * 1_024,
};
