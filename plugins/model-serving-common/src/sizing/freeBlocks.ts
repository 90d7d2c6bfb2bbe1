import { SizingLayout } from './types';

/** How often a layout fits into what is free. @public */
export interface ReplicasNow {
  readonly replicas: number;
  /** Free GPUs on the node that has the most. */
  readonly largestBlock: number;
  readonly freeGpus: number;
  /** One sentence for a person. */
  readonly message: string;
}

function freeOn(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.floor(value)) : 0;
}

function messageOf(
  { tensorParallel, pipelineParallel }: SizingLayout,
  replicas: number,
  freeGpus: number,
  largestBlock: number,
): string {
  if (replicas > 0) {
    return `There is room for ${replicas} ${
      replicas === 1 ? 'replica' : 'replicas'
    } now.`;
  }
  const needs = tensorParallel * pipelineParallel;
  if (freeGpus < needs) {
    return `${freeGpus} GPUs are free, and a replica needs ${needs}.`;
  }
  const often = pipelineParallel > 1 ? `, ${pipelineParallel} times` : '';
  return `${freeGpus} GPUs are free, but at most ${largestBlock} on one node; each replica needs ${tensorParallel} together${often}.`;
}

/**
 * How many replicas of a layout the free GPUs of a cluster can take at once. A
 * tensor-parallel group needs all its GPUs on one node, so that eight free GPUs
 * on eight nodes cannot host a group of eight.
 *
 * @param freeGpusPerNode - free GPUs of one product, one entry a node
 * @public
 */
export function replicasNow(
  layout: SizingLayout,
  freeGpusPerNode: readonly number[],
): ReplicasNow {
  const { tensorParallel, pipelineParallel } = layout;
  const free = freeGpusPerNode.map(freeOn);
  const freeGpus = free.reduce((total, count) => total + count, 0);
  const largestBlock = free.reduce((most, count) => Math.max(most, count), 0);
  const groups = free.reduce(
    (total, count) => total + Math.floor(count / tensorParallel),
    0,
  );
  const replicas = Math.floor(groups / pipelineParallel);
  const message = messageOf(layout, replicas, freeGpus, largestBlock);
  return { replicas, largestBlock, freeGpus, message };
}
