/** What a histogram has counted, as Prometheus shows it. */
export interface HistogramReading {
  /** Upper bounds in rising order, the last `Infinity`, each with its count. */
  readonly buckets: readonly (readonly [bound: number, count: number])[];
  readonly sum: number;
  readonly count: number;
}

/** Observations that spread around a typical value, skewed to the slow side. */
export interface Spread {
  /** Half of the observations are below. */
  readonly median: number;
  /** Of the logarithm. */
  readonly sigma: number;
}

/** So that a sum of many parts that is a whole number is read as that. */
const ROUNDING = 1e-6;

/**
 * A histogram that is filled by the share of a distribution, not one by one.
 * Counts are whole only when read: rounding down keeps what rises rising and
 * what is ordered in order.
 */
export class LoadHistogram {
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;

  private constructor(bounds: readonly number[]) {
    this.#bounds = [...bounds, Infinity];
    this.#counts = this.#bounds.map(() => 0);
  }

  static create(bounds: readonly number[]): LoadHistogram {
    return new LoadHistogram(bounds);
  }

  add(count: number, spread: Spread): void {
    if (count <= 0) {
      return;
    }
    for (const [index, bound] of this.#bounds.entries()) {
      this.#counts[index] =
        (this.#counts[index] ?? 0) + count * shareBelow(bound, spread);
    }
    this.#sum += count * mean(spread);
  }

  /** As it would be after that many observations more. */
  read(more: number, spread: Spread): HistogramReading {
    const buckets = this.#bounds.map(
      (bound, index): readonly [number, number] => [
        bound,
        Math.floor(
          (this.#counts[index] ?? 0) +
            (more > 0 ? more * shareBelow(bound, spread) : 0) +
            ROUNDING,
        ),
      ],
    );
    return {
      buckets,
      count: buckets.at(-1)?.[1] ?? 0,
      sum: this.#sum + (more > 0 ? more * mean(spread) : 0),
    };
  }
}

function mean({ median, sigma }: Spread): number {
  return median * Math.exp((sigma * sigma) / 2);
}

/** Log-normal: the share of observations at or below a bound. */
function shareBelow(bound: number, { median, sigma }: Spread): number {
  if (bound === Infinity) {
    return 1;
  }
  const distance = (Math.log(bound) - Math.log(median)) / sigma;
  // The logistic curve follows the normal distribution within 1 %.
  return (
    1 /
    (1 +
      Math.exp(-(1.5976 * distance + 0.07056 * distance * distance * distance)))
  );
}
