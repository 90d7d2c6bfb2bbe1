import {
  costOf,
  DEFAULT_GPU_RESOURCE,
  type AcceleratorPrices,
  type CostEstimate,
  type Placement,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** What the GPUs of a request cost in an hour, with every replica running. */
export function estimateCost(
  placements: readonly Placement[],
  prices: AcceleratorPrices,
): CostEstimate {
  const costs = placements.map(
    ({ cluster, product, resourceName, replicas, gpusPerReplica }) => ({
      cluster,
      cost: costOf(
        [
          {
            product: product ?? 'unknown',
            resourceName: resourceName ?? DEFAULT_GPU_RESOURCE,
            used: replicas * gpusPerReplica,
            pending: 0,
          },
        ],
        prices,
      ),
    }),
  );
  return {
    currency: prices.currency,
    perHour: costs.reduce(
      (sum, { cost }) => sum + (cost.status === 'known' ? cost.perHour : 0),
      0,
    ),
    unpriced: costs
      .filter(({ cost }) => cost.status === 'noPrice')
      .map(({ cluster }) => cluster),
  };
}
