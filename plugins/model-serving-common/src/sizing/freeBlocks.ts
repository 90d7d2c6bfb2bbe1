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
  const needs = tensorParallel * pipelineParallel;
  const message =
    replicas > 0
      ? `There is room for ${replicas} ${
          replicas === 1 ? 'replica' : 'replicas'
        } now.`
      : freeGpus >= needs
      ? `${freeGpus} GPUs are free, but at most ${largestBlock} on one node; each replica needs ${tensorParallel} together${
          pipelineParallel > 1 ? `, ${pipelineParallel} times` : ''
        }.`
      : `${freeGpus} GPUs are free, and a replica needs ${needs}.`;
  return { replicas, largestBlock, freeGpus, message };
}
