import type { GpuTotals } from '@modelfleet/backstage-plugin-model-serving-common';

/** Whether what is asked for would start now, and why not. */
export interface Fit {
  /**
   * `yes`: it starts now. `perhaps`: enough is free, but whether on the right
   * nodes cannot be told. `waits`: not enough is free now. `never`: the
   * cluster has too few in all. `unknown`: the cluster does not say.
   */
  readonly answer: 'yes' | 'perhaps' | 'waits' | 'never' | 'unknown';
  readonly text: string;
}

/**
 * Compares what is asked for with what is free. A replica's GPUs must be on
 * one node, so the largest free block counts, not only the sum.
 *
 * @param current - whether the totals are what the cluster says now; of an
 *   old answer nothing is promised
 */
export function describeFit(
  ask: { replicas: number; gpusPerReplica: number },
  totals: GpuTotals | undefined,
  current: boolean = true,
): Fit {
  const wanted = ask.replicas * ask.gpusPerReplica;
  if (!totals) {
    return {
      answer: 'unknown',
      text: `Asks ${wanted}; how many are free is not known.`,
    };
  }
  const { free, largestFreeBlock, capacity } = totals;
  if (wanted > capacity) {
    return {
      answer: 'never',
      text: `Asks ${wanted}, the cluster has ${capacity} in all: does not fit.`,
    };
  }
  if (!current) {
    return {
      answer: 'unknown',
      text: `Asks ${wanted}; ${free} were free when the cluster was last seen, at most ${largestFreeBlock} on one node.`,
    };
  }
  const asks = `Asks ${wanted}, ${free} free`;
  if (wanted > free) {
    return { answer: 'waits', text: `${asks}: would wait.` };
  }
  if (ask.gpusPerReplica > largestFreeBlock) {
    return {
      answer: 'waits',
      text: `${asks}, but at most ${largestFreeBlock} on one node and each replica needs ${ask.gpusPerReplica} there: would wait.`,
    };
  }
  // One GPU each fits wherever one is free; so does all of it on one node.
  if (ask.gpusPerReplica === 1 || wanted <= largestFreeBlock) {
    return { answer: 'yes', text: `${asks}: fits now.` };
  }
  return {
    answer: 'perhaps',
    text: `${asks}, at most ${largestFreeBlock} on one node: may fit, depending on how they are spread.`,
  };
}
