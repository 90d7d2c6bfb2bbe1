import type { ClusterGpus } from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * Puts the clusters where the entity waits for GPUs first, then those where
 * it has some, then the rest; otherwise keeps the order.
 */
export function mostConcernedFirst(
  items: readonly ClusterGpus[],
): ClusterGpus[] {
  return [...items].sort((a, b) => concern(b) - concern(a));
}

function concern({ entity = [] }: ClusterGpus): number {
  if (entity.some(({ pending }) => pending > 0)) {
    return 2;
  }
  return entity.some(({ used }) => used > 0) ? 1 : 0;
}
