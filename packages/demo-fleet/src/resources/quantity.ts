import { z } from 'zod';

const SUFFIXES: Record<string, number> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const PATTERN =
  /^([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(?:[eE]([+-]?[0-9]+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/** A Kubernetes quantity as a plain number, or `undefined` when it is none. */
export function parseQuantity(text: string | number): number | undefined {
  if (typeof text === 'number') {
    return Number.isFinite(text) ? text : undefined;
  }
  const match = PATTERN.exec(text);
  if (!match) {
    return undefined;
  }
  const [, digits = '0', exponent, suffix = ''] = match;
  const factor = exponent ? 10 ** Number(exponent) : SUFFIXES[suffix];
  return factor === undefined ? undefined : Number(digits) * factor;
}

export const intOrString = z.union([z.number().int(), z.string()]);

const quantity = z
  .union([z.string(), z.number()])
  .refine(value => parseQuantity(value) !== undefined, {
    message:
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  });

/** Resource name → amount, such as `nvidia.com/gpu: "1"`. */
export const quantities = z.record(z.string(), quantity);

export type Quantities = z.infer<typeof quantities>;

/** `max` of `25%` or `2` of `total`, rounded as the caller wants. */
export function scaledValue(
  value: number | string | undefined,
  total: number,
  round: (exact: number) => number,
): number {
  if (value === undefined) {
    return round(total * 0.25);
  }
  if (typeof value === 'number') {
    return value;
  }
  return value.endsWith('%')
    ? round((total * Number(value.slice(0, -1))) / 100)
    : Number(value);
}
