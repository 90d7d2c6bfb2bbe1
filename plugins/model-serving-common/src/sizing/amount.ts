/**
 * A number that may not be known. A bound says what it is certain of and what
 * would make it exact; a side that is absent is not bounded.
 *
 * @public
 */
export type Amount =
  | { readonly kind: 'exact'; readonly value: number }
  | {
      readonly kind: 'bound';
      readonly atLeast?: number;
      readonly atMost?: number;
      /** Fields of the Model, or of the request, that would make it exact. */
      readonly missing: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly missing: readonly string[] };

/** A number that is known. */
export function exactly(value: number): Amount {
  return { kind: 'exact', value };
}

/**
 * What is known when a number lies between two others; infinite ends are open.
 * Nothing in sizing is negative by nature, so that `0 … ∞` says nothing.
 */
export function between(
  low: number,
  high: number,
  missing: readonly string[],
): Amount {
  if (low === high) return exactly(low);
  const names = [...new Set(missing)];
  if (high === Infinity && low <= 0) return { kind: 'unknown', missing: names };
  return {
    kind: 'bound',
    ...(Number.isFinite(low) ? { atLeast: low } : {}),
    ...(Number.isFinite(high) ? { atMost: high } : {}),
    missing: names,
  };
}

/** The smallest value that an amount, not negative by nature, may have. */
export function lowest(amount: Amount): number {
  if (amount.kind === 'exact') return amount.value;
  return amount.kind === 'bound' ? amount.atLeast ?? -Infinity : 0;
}

/** The largest value that an amount may have; infinite when not bounded. */
export function highest(amount: Amount): number {
  if (amount.kind === 'exact') return amount.value;
  return amount.kind === 'bound' ? amount.atMost ?? Infinity : Infinity;
}

/** What would make an amount exact. */
export function missingOf(...amounts: readonly Amount[]): string[] {
  return [
    ...new Set(
      amounts.flatMap(amount =>
        amount.kind === 'exact' ? [] : [...amount.missing],
      ),
    ),
  ];
}

/** Applies a function that grows with each of its arguments. */
export function growing(
  calculate: (...values: number[]) => number,
  ...amounts: readonly Amount[]
): Amount {
  return between(
    calculate(...amounts.map(lowest)),
    calculate(...amounts.map(highest)),
    missingOf(...amounts),
  );
}

/** The sum of amounts. */
export function sum(...amounts: readonly Amount[]): Amount {
  return growing(
    (...values) => values.reduce((total, value) => total + value, 0),
    ...amounts,
  );
}

/** An amount times a number that is known and not negative. */
export function times(amount: Amount, factor: number): Amount {
  // Infinity × 0 is not a number; nothing of anything is nothing.
  return factor === 0 ? exactly(0) : growing(value => value * factor, amount);
}

/** What is left of one amount when another is taken; may be negative. */
export function minus(from: Amount, taken: Amount): Amount {
  return between(
    lowest(from) - highest(taken),
    highest(from) - lowest(taken),
    missingOf(from, taken),
  );
}
