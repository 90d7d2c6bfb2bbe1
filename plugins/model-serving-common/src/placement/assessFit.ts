import type { ClusterSummary, GpuTotals } from '../api';
import { DEFAULT_GPU_RESOURCE, type Placement } from '../rendering';

/**
 * Whether a placement finds GPUs:
 *
 * - `fits`: every replica finds its GPUs now.
 * - `likely`: enough is free in all, but which nodes it is on is not known.
 * - `waits`: the cluster has such GPUs, but not enough are free.
 * - `never`: the cluster, or any node of it, has fewer such GPUs than one
 *   replica needs.
 * - `unknown`: the cluster never showed its GPUs.
 *
 * @public
 */
export type Fit = 'fits' | 'likely' | 'waits' | 'never' | 'unknown';

/** A fit with its arithmetic in one sentence. @public */
export interface FitAssessment {
  readonly fit: Fit;
  readonly message: string;
  /** GPUs that the placement takes in all. */
  readonly needed: number;
  /** Free ones that it could take, of all products it accepts. */
  readonly free?: number;
}

/**
 * Compares a placement with what a cluster has free.
 *
 * @remarks
 *
 * A replica needs its GPUs on one node. How the free ones are spread is known
 * only by the sum and by the largest block on one node, so beyond that block
 * the answer is `likely` rather than `fits`. GPUs that an earlier version of
 * the same service holds count as used: while it rolls over, both run.
 *
 * @public
 */
export function assessFit(
  cluster: ClusterSummary,
  placement: Placement,
): FitAssessment {
  const { replicas, gpusPerReplica } = placement;
  const needed = replicas * gpusPerReplica;
  const wanted = `${count(replicas, 'replica')} × ${count(
    gpusPerReplica,
    'GPU',
  )}`;
  if (!cluster.gpus) {
    return {
      fit: 'unknown',
      needed,
      message: `${cluster.title} has not shown its GPUs${stateWords(
        cluster,
      )}, so whether ${wanted} fit is unknown`,
    };
  }
  const suitable = cluster.gpus.filter(totals => isSuitable(totals, placement));
  const free = sum(suitable, totals => totals.free);
  const { fit, why } = judge(suitable, placement, needed, free);
  return {
    fit,
    needed,
    free,
    message: `${cluster.title}: ${wanted} ${why(
      placement.product ?? 'GPUs of any product',
      cluster.gpus,
    )}${stateWords(cluster)}`,
  };
}

interface Verdict {
  readonly fit: Fit;
  why(product: string, all: readonly GpuTotals[]): string;
}

function judge(
  suitable: readonly GpuTotals[],
  { replicas, gpusPerReplica }: Placement,
  needed: number,
  free: number,
): Verdict {
  const total = sum(suitable, ({ allocatable }) => allocatable);
  const block = Math.max(0, ...suitable.map(item => item.largestFreeBlock));
  const node = Math.max(0, ...suitable.map(mostOnOneNode));
  if (Math.min(total, node) < gpusPerReplica) {
    return {
      fit: 'never',
      why: (product, all) =>
        total < gpusPerReplica
          ? `can never run: it has ${total} of ${product}${offer(all)}`
          : `can never run: no node has more than ${node} of its ${total} (${product})`,
    };
  }
  if (free < needed || block < gpusPerReplica) {
    return {
      fit: 'waits',
      why: product =>
        `would wait: ${free} of ${total} (${product}) are free, at most ${block} on one node`,
    };
  }
  const sure = gpusPerReplica === 1 || replicas * gpusPerReplica <= block;
  return {
    fit: sure ? 'fits' : 'likely',
    why: product =>
      `${
        sure ? 'fit' : 'probably fit'
      }: ${free} of ${total} (${product}) are free, at most ${block} on one node`,
  };
}

/**
 * A bound from what is known: each of the other nodes has at least one. A
 * block that is free shows that a node has as many, whatever the counts say.
 */
function mostOnOneNode(totals: GpuTotals): number {
  return Math.max(
    totals.capacity - Math.max(0, totals.nodes - 1),
    totals.largestFreeBlock,
  );
}

function isSuitable(totals: GpuTotals, placement: Placement): boolean {
  return (
    totals.resourceName === (placement.resourceName ?? DEFAULT_GPU_RESOURCE) &&
    (placement.product === undefined || placement.product === totals.product)
  );
}

function offer(all: readonly GpuTotals[]): string {
  return all.length === 0
    ? ''
    : `, but ${all
        .map(({ allocatable, product }) => `${allocatable} × ${product}`)
        .join(', ')}`;
}

/** Figures of a cluster that is away are of another time. */
function stateWords({ state }: ClusterSummary): string {
  switch (state.status) {
    case 'live':
      return '';
    case 'connecting':
      return ' (still connecting)';
    case 'unsupported':
      return ` (${state.reason})`;
    default:
      return state.confirmedAt
        ? ` (${state.status}; as of ${state.confirmedAt})`
        : ` (${state.status})`;
  }
}

function sum<T>(items: readonly T[], figure: (item: T) => number): number {
  return items.reduce((total, item) => total + figure(item), 0);
}

function count(figure: number, unit: string): string {
  return `${figure} ${unit}${figure === 1 ? '' : 's'}`;
}
