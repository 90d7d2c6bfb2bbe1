/** Observations, or their rate, up to a bound. @public */
export interface Bucket {
  /** Upper bound; the last is infinite. */
  readonly le: number;
  /** With those of all smaller bounds. */
  readonly value: number;
}

/**
 * The value that a share of all observations is below, as `histogram_quantile`
 * of Prometheus computes it: linear within a bucket, the lower end of the
 * first is 0, and beyond the last finite bound it is that bound. `undefined`
 * where nothing was observed, or there is no infinite bucket.
 *
 * @param share - 0 to 1.
 * @public
 */
export function histogramQuantile(
  share: number,
  buckets: readonly Bucket[],
): number | undefined {
  const sorted = [...buckets].sort((a, b) => a.le - b.le);
  const last = sorted.at(-1);
  if (!last || last.le !== Infinity || sorted.length < 2) return undefined;
  const rising = monotone(sorted);
  const total = rising.at(-1)?.value ?? 0;
  if (!(total > 0)) return undefined;
  const rank = share * total;
  const index = rising.findIndex(({ value }) => value >= rank);
  const bucket = rising[index];
  const before = rising[index - 1];
  if (!bucket) return undefined;
  if (bucket.le === Infinity) return before?.le;
  if (!before && bucket.le <= 0) return bucket.le;
  const start = before?.le ?? 0;
  const below = before?.value ?? 0;
  const inside = bucket.value - below;
  return start + (bucket.le - start) * ((rank - below) / inside);
}

/** Rates of buckets are taken one by one, and may not quite rise. */
function monotone(buckets: readonly Bucket[]): Bucket[] {
  let highest = 0;
  return buckets.map(({ le, value }) => {
    highest = Math.max(highest, Number.isFinite(value) ? value : 0);
    return { le, value: highest };
  });
}

/** Buckets of several pods as one. Those with other bounds are added as well as can be. @public */
export function addBuckets(
  samples: Iterable<{ readonly le?: number; readonly value: number }>,
): Bucket[] {
  const sums = new Map<number, number>();
  for (const { le, value } of samples) {
    if (le === undefined || !Number.isFinite(value)) continue;
    sums.set(le, (sums.get(le) ?? 0) + value);
  }
  return [...sums].map(([le, value]) => ({ le, value }));
}
