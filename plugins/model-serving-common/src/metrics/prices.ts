import type { EntityGpuUse, FiguresPrices } from '../api/types';

/** What accelerators cost. @public */
export interface AcceleratorPrices {
  readonly currency: string;
  readonly source: FiguresPrices['source'];
  /**
   * For one schedulable unit and hour, by product as nodes label it, or by
   * resource name for what has no product of its own.
   */
  readonly perHour: ReadonlyMap<string, number>;
}

/** @public */
export type Cost =
  | { readonly status: 'known'; readonly perHour: number }
  | { readonly status: 'noPrice'; readonly products: readonly string[] };

/**
 * What some accelerators cost in an hour. A sum that leaves one out would be
 * false: without its price there is none.
 *
 * @public
 */
export function costOf(
  gpus: readonly EntityGpuUse[],
  prices: AcceleratorPrices,
): Cost {
  const held = gpus.filter(({ used }) => used > 0);
  const priced = held.map(use => ({ use, price: priceOf(use, prices) }));
  const missing = priced
    .filter(({ price }) => price === undefined)
    .map(({ use }) => use.product);
  if (missing.length > 0) {
    return { status: 'noPrice', products: [...new Set(missing)] };
  }
  return {
    status: 'known',
    perHour: priced.reduce(
      (sum, { use, price = 0 }) => sum + use.used * price,
      0,
    ),
  };
}

function priceOf(
  { product, resourceName }: EntityGpuUse,
  { perHour }: AcceleratorPrices,
): number | undefined {
  const wanted = comparableProduct(product);
  for (const [name, price] of perHour) {
    if (comparableProduct(name) === wanted) return price;
  }
  return perHour.get(resourceName);
}

/**
 * Nodes say `NVIDIA-H100-80GB-HBM3`, exporters `NVIDIA H100 80GB HBM3`, and a
 * MIG slice has its profile at the end of the one and not of the other.
 *
 * @public
 */
export function comparableProduct(product: string): string {
  return product.toLocaleLowerCase('en-US').replace(/[^a-z0-9]+/g, '-');
}
