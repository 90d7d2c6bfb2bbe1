import type { ClusterGpus } from '@modelfleet/backstage-plugin-model-serving-common';

/** How clusters are ordered. */
export type GpuOrder = 'worst' | 'free' | 'used' | 'name';

export const GPU_ORDERS: readonly { id: GpuOrder; label: string }[] = [
  { id: 'worst', label: 'Worst first' },
  { id: 'free', label: 'Most free first' },
  { id: 'used', label: 'Most used by it first' },
  { id: 'name', label: 'By name' },
];

/** Higher comes first, figure by figure. */
const KEYS: Readonly<Record<GpuOrder, (item: ClusterGpus) => number[]>> = {
  worst: item => [
    Number(entity(item, 'pending') > 0),
    total(item, 'pending'),
    Number(item.totals === undefined || item.cluster.state.status !== 'live'),
    entity(item, 'used'),
    total(item, 'unavailable'),
  ],
  free: item => [
    Number(item.cluster.state.status === 'live'),
    Math.max(
      0,
      ...(item.totals ?? []).map(({ largestFreeBlock }) => largestFreeBlock),
    ),
    total(item, 'free'),
  ],
  used: item => [entity(item, 'used'), total(item, 'used')],
  name: () => [],
};

/**
 * Orders clusters. Worst is where the entity waits, then where anybody waits,
 * then what cannot be seen, then where GPUs are unavailable; among equals
 * where the entity runs comes first, then the names decide.
 */
export function orderGpus(
  items: readonly ClusterGpus[],
  order: GpuOrder,
): ClusterGpus[] {
  const keyOf = KEYS[order];
  return items
    .map(item => ({ item, key: keyOf(item) }))
    .sort(
      (a, b) =>
        compare(b.key, a.key) ||
        a.item.cluster.title.localeCompare(b.item.cluster.title, 'en'),
    )
    .map(({ item }) => item);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, figure] of a.entries()) {
    const difference = figure - (b[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function total(
  { totals = [] }: ClusterGpus,
  figure: 'pending' | 'unavailable' | 'free' | 'used',
): number {
  return totals.reduce((sum, row) => sum + row[figure], 0);
}

function entity(
  { entity: uses = [] }: ClusterGpus,
  figure: 'pending' | 'used',
): number {
  return uses.reduce((sum, use) => sum + use[figure], 0);
}
