/** One measured figure. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same of the Kubernetes plugin, in the same run. */
  readonly peer?: number;
  /** How many times ours the peer's value is. */
  readonly ratio?: number;
  readonly target?: string;
  readonly met?: boolean;
  readonly note?: string;
}

/** What a figure has to be. */
export interface Target {
  /** Of the value. */
  readonly atMost?: number;
  /** Of the ratio. */
  readonly timesLess?: number;
}

export function row(
  name: string,
  value: number,
  unit: string,
  more: { peer?: number; target?: Target; note?: string } = {},
): Row {
  const { peer, target, note } = more;
  const ratio = peer !== undefined && value > 0 ? peer / value : undefined;
  return {
    name,
    value: rounded(value),
    unit,
    ...(peer !== undefined && { peer: rounded(peer) }),
    ...(ratio !== undefined && { ratio: rounded(ratio) }),
    ...(target && {
      target: wordsOf(target, unit),
      met: isMet(target, value, ratio),
    }),
    ...(note && { note }),
  };
}

function isMet(
  { atMost, timesLess }: Target,
  value: number,
  ratio: number | undefined,
): boolean {
  if (atMost !== undefined && !(value <= atMost)) return false;
  return timesLess === undefined || (ratio !== undefined && ratio >= timesLess);
}

function wordsOf({ atMost, timesLess }: Target, unit: string): string {
  return [
    ...(atMost === undefined ? [] : [`≤ ${atMost} ${unit}`]),
    ...(timesLess === undefined ? [] : [`≥ ${timesLess}× less`]),
  ].join(', ');
}

/** Three digits that count; more would claim what was not measured. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
