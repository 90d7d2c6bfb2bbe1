import type { Idleness } from '../api/types';
import type { RowMeasures } from './figures/rowMeasures';
import { LAST_BUSY_SECONDS } from './measures';
import type { MetricsRow } from './rows';

/** When held accelerators count as idle, from configuration. @public */
export interface IdleRule {
  /** 0 to 1; use under it is none. */
  readonly belowShare: number;
  readonly afterSeconds: number;
}

/**
 * Whether a row's accelerators were held for a whole period and never used
 * more than a limit in it. One pod that is younger, or that does not say how
 * busy it was, is enough not to say so.
 */
export function idlenessOf(
  row: MetricsRow,
  measures: RowMeasures,
  rule: IdleRule,
  now: Date,
): Idleness {
  if (!row.gpus?.some(({ used }) => used > 0)) {
    return { status: 'notAllocated' };
  }
  const peak = measures.get('gpuPeak');
  if (peak.status !== 'known') {
    if (peak.status === 'error') {
      return { status: 'unknown', message: peak.message };
    }
    const isWatched = measures.get('gpuBusy').status === 'known';
    return {
      status: 'unknown',
      message: isWatched
        ? `Use was not watched for ${words(rule.afterSeconds)} yet.`
        : 'No metrics source says how busy these GPUs are.',
    };
  }
  const measured = {
    share: peak.value,
    belowShare: rule.belowShare,
    afterSeconds: rule.afterSeconds,
    confirmedAt: peak.confirmedAt,
  };
  const heldSince = heldSinceOf(row);
  const heldFor = (now.getTime() - heldSince) / 1000;
  if (!(peak.value < rule.belowShare)) return { status: 'busy', ...measured };
  if (peak.pods < row.pods.length) {
    return {
      status: 'unknown',
      message: `Only ${peak.pods} of ${row.pods.length} pods say how busy their GPUs are.`,
    };
  }
  if (heldFor < rule.afterSeconds) {
    return {
      status: 'unknown',
      message: `These GPUs are not held for ${words(rule.afterSeconds)} yet.`,
    };
  }
  const lastBusy = (measures.value('gpuLastBusy') ?? 0) * 1000;
  const known = Math.max(lastBusy, heldSince);
  const seen = peak.since
    ? Date.parse(peak.since)
    : Date.parse(peak.confirmedAt) - LAST_BUSY_SECONDS * 1000;
  return {
    status: 'idle',
    ...measured,
    since: new Date(Math.max(known, seen)).toISOString(),
    ...(seen > known && { orLonger: true }),
  };
}

/** Since when all pods of the row are there. */
function heldSinceOf({ pods }: MetricsRow): number {
  return Math.max(
    ...pods.map(({ meta }) => Date.parse(meta.createdAt) || Infinity),
  );
}

function words(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 120
    ? `${minutes} minutes`
    : `${Math.round(minutes / 60)} hours`;
}
