/** Why an engine says that a request ended (`finished_reason` of vLLM). */
export type FinishReason = 'stop' | 'length' | 'abort' | 'error';

type PerThousand = Readonly<Record<Exclude<FinishReason, 'stop'>, number>>;

const CYCLE = 1000;

/**
 * How many of the first `total` requests ended for each reason. Whole numbers
 * that only rise and whose sum is the total: every thousand requests end in
 * the same order.
 */
export function countReasons(
  total: number,
  perThousand: PerThousand,
): Record<FinishReason, number> {
  const rounds = Math.floor(total / CYCLE);
  const rest = total % CYCLE;
  const count = (reason: keyof PerThousand): number =>
    rounds * perThousand[reason] +
    positions(perThousand)[reason].filter(position => position < rest).length;
  const [length, abort, error] = [
    count('length'),
    count('abort'),
    count('error'),
  ];
  return { stop: total - length - abort - error, length, abort, error };
}

/** Where in a thousand requests each reason stands: evenly, and no two at once. */
function positions(
  perThousand: PerThousand,
): Record<keyof PerThousand, number[]> {
  const taken = new Set<number>();
  const place = (count: number): number[] =>
    Array.from({ length: count }, (_, index) => {
      let position = Math.floor(((index + 0.5) * CYCLE) / count);
      while (taken.has(position)) {
        position = (position + 1) % CYCLE;
      }
      taken.add(position);
      return position;
    });
  return {
    error: place(perThousand.error),
    abort: place(perThousand.abort),
    length: place(perThousand.length),
  };
}
