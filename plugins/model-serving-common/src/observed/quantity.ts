// Suffixes of k8s.io/apimachinery `resource.Quantity`.
const SUFFIXES: Readonly<Record<string, number>> = {
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

const QUANTITY = /^\+?(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,2})|([a-zA-Z]*))$/;

/**
 * A Kubernetes quantity in its base unit (cores, bytes, devices): `500m` is
 * 0.5, `2Gi` is 2147483648. `undefined` when it is negative or none at all.
 *
 * @public
 */
export function parseQuantity(text: string): number | undefined {
  const [, figure, exponent, suffix] = QUANTITY.exec(text.trim()) ?? [];
  const factor =
    exponent === undefined ? SUFFIXES[suffix ?? ''] : 10 ** Number(exponent);
  return figure === undefined || factor === undefined
    ? undefined
    : Number(figure) * factor;
}
