/** What was known of one pod, or of a product's free devices, at one moment. */
export interface Entry {
  /** Seconds since 1970. */
  readonly at: number;
  /** By column; NaN or missing where there was none. */
  readonly values: Float64Array;
}

/** For how long entries are kept, and how close to each other. */
export interface KeepRules {
  /** Seconds. All entries this young are kept. */
  readonly all: number;
  /** Then one in so many seconds … */
  readonly minute: number;
  /** … up to this age … */
  readonly hour: number;
  /** … then one in so many … */
  readonly coarse: number;
  /** … up to this age. */
  readonly longest: number;
}

/** Six hours, in about a hundred entries. */
export const KEEP: KeepRules = {
  all: 600,
  minute: 60,
  hour: 3_600,
  coarse: 600,
  longest: 6 * 3_600,
};

/**
 * Leaves out what is too old or too close to its neighbour. Counters lose
 * nothing by that; of peaks, the next entry takes over what is left out.
 *
 * @param entries - oldest first.
 * @param peaks - columns of which the highest value counts.
 */
export function thin(
  entries: readonly Entry[],
  now: number,
  peaks: readonly number[],
  rules: KeepRules = KEEP,
): Entry[] {
  const kept: Entry[] = [];
  let carried: Entry | undefined;
  for (const [index, entry] of entries.entries()) {
    const age = now - entry.at;
    if (age > rules.longest) continue;
    const next = entries[index + 1];
    const current = carried ? withPeaks(entry, carried, peaks) : entry;
    carried = undefined;
    const bin = binOf(age, rules);
    const isLastOfBin =
      bin === 0 ||
      !next ||
      Math.floor(next.at / bin) !== Math.floor(entry.at / bin);
    if (isLastOfBin) kept.push(current);
    else carried = current;
  }
  return kept;
}

function binOf(age: number, rules: KeepRules): number {
  if (age <= rules.all) return 0;
  return age <= rules.hour ? rules.minute : rules.coarse;
}

function withPeaks(
  entry: Entry,
  before: Entry,
  peaks: readonly number[],
): Entry {
  if (peaks.length === 0) return entry;
  const values = entry.values.slice();
  for (const column of peaks) {
    const earlier = before.values[column] ?? NaN;
    const own = values[column] ?? NaN;
    if (!(own >= earlier) && column < values.length) {
      values[column] = Number.isNaN(earlier) ? own : earlier;
    }
  }
  return { at: entry.at, values };
}

/** The last entry at or before a moment; `undefined` when that is long ago. */
export function lastBefore(
  entries: readonly Entry[],
  at: number,
  longest: number,
): Entry | undefined {
  const found = entries.findLast(entry => entry.at <= at);
  return found && at - found.at <= longest ? found : undefined;
}

/** The entries that have a value in a column. */
export function withColumn(
  entries: readonly Entry[],
  column: number,
): readonly Entry[] {
  return entries.filter(({ values }) => !Number.isNaN(values[column] ?? NaN));
}

/**
 * What a counter gained a second between two moments, from the entries that are
 * nearest before them. `undefined` with fewer than two entries.
 *
 * @param entries - that have the column.
 * @param longest - seconds after which the last entry no longer counts.
 */
export function rateBetween(
  entries: readonly Entry[],
  column: number,
  { from, to, longest }: { from: number; to: number; longest: number },
): number | undefined {
  const last = lastBefore(entries, to, longest);
  const first =
    lastBefore(entries, from, longest) ?? entries.find(({ at }) => at >= from);
  if (!last || !first || last.at <= first.at) return undefined;
  const gained = (last.values[column] ?? NaN) - (first.values[column] ?? NaN);
  return gained / (last.at - first.at);
}

/** The mean of a gauge over a time, its ends included. */
export function meanBetween(
  entries: readonly Entry[],
  column: number,
  { from, to }: { from: number; to: number },
): number | undefined {
  const values = entries
    .filter(({ at }) => at >= from && at <= to)
    .map(entry => entry.values[column] ?? NaN);
  return values.length === 0
    ? undefined
    : values.reduce((sum, value) => sum + value, 0) / values.length;
}
