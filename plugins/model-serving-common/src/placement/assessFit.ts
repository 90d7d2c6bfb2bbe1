import type { ClusterSummary, GpuTotals } from '../api';
import { DEFAULT_GPU_RESOURCE, type Placement } from '../rendering';

/**
 * Whether a placement finds GPUs:
 *
 * - `fits`: every replica finds its GPUs now.
 * - `likely`: enough is free in all, but which nodes it is on is not known.
 * - `waits`: the cluster has such GPUs, but not enough are free.
 * - `never`: the cluster has fewer such GPUs than one replica needs.
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
  if (total < gpusPerReplica) {
    return {
      fit: 'never',
      why: (product, all) =>
        `can never run: it has ${total} of ${product}${offer(all)}`,
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
