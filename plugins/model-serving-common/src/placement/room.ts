import type { ClusterState, ClusterSummary, GpuTotals } from '../api';
import { DEFAULT_GPU_RESOURCE, type Placement } from '../rendering';

/**
 * Whether a placement finds GPUs:
 *
 * - `fits`: every replica finds its GPUs now.
 * - `likely`: enough is free in all, but which nodes it is on is not known.
 * - `waits`: the cluster has such GPUs, but not enough are free.
 * - `never`: the cluster, or any node of it, has too few such GPUs.
 * - `unknown`: the cluster does not say, or not at the moment.
 *
 * @public
 */
export type Fit = 'fits' | 'likely' | 'waits' | 'never' | 'unknown';

/** What is free for a placement. */
export interface Room {
  readonly fit: Fit;
  /** A clause for a person, to be put after another. */
  readonly words: string;
}

/**
 * Compares a placement with what a cluster has free.
 *
 * A replica needs its GPUs on one machine. How the free ones are spread is known
 * only by the sum and by the largest block on one machine, so beyond that block
 * the answer is `likely` rather than `fits`. GPUs that an earlier version of
 * the same service holds count as used: while it rolls over, both run. What a
 * cluster that is away had free promises nothing.
 */
export function roomFor(
  cluster: ClusterSummary | undefined,
  placement: Placement,
): Room {
  const { replicas, gpusPerReplica } = placement;
  const needed = replicas * gpusPerReplica;
  if (!cluster?.gpus) {
    const why = cluster ? describeState(cluster.state) : '';
    return {
      fit: 'unknown',
      words: `how many GPUs are free for the ${needed} that it asks for is not known${why}`,
    };
  }
  const suitable = suitableGpus(cluster, placement);
  const product = placement.product ? ` ${placement.product}` : ' GPUs';
  const total = sum(suitable, ({ capacity }) => capacity);
  const most = Math.max(0, ...suitable.map(mostOnOneNode));
  if (total < needed || most < gpusPerReplica) {
    return {
      fit: 'never',
      words: whyNever({ total, most, needed, product, cluster, placement }),
    };
  }
  const free = sum(suitable, totals => totals.free);
  const block = Math.max(0, ...suitable.map(item => item.largestFreeBlock));
  const nodes = gpusPerReplica > 1 ? `, at most ${block} on one machine,` : '';
  if (cluster.state.status !== 'live') {
    return {
      fit: 'unknown',
      words: `${free} of ${total}${product} were free${nodes} when the cluster was last seen${describeState(
        cluster.state,
      )}`,
    };
  }
  const offered = `${free} of ${total}${product} are free${nodes} for the ${needed} that it asks for`;
  if (free < needed || block < gpusPerReplica) {
    return { fit: 'waits', words: `${offered}: it would wait` };
  }
  return gpusPerReplica === 1 || needed <= block
    ? { fit: 'fits', words: `${offered}: it starts now` }
    : { fit: 'likely', words: `${offered}: it probably starts now` };
}

/** What a placement could be put on. */
export function suitableGpus(
  cluster: ClusterSummary,
  placement: Placement,
): GpuTotals[] {
  const { product } = placement;
  const gpus = (cluster.gpus ?? []).filter(
    totals => product === undefined || product === totals.product,
  );
  const resourceName =
    placement.resourceName ?? gpuResourceOf(gpus) ?? DEFAULT_GPU_RESOURCE;
  return gpus.filter(
    totals => totals.resourceName === resourceName && !totals.byClaim,
  );
}

/**
 * The name by which pods ask for GPUs, where all of these are advertised by
 * one. Those that are given out by claims only have none that could be asked
 * for.
 *
 * @public
 */
export function gpuResourceOf(gpus: readonly GpuTotals[]): string | undefined {
  const names = new Set(
    gpus
      .filter(({ byClaim }) => !byClaim)
      .map(({ resourceName }) => resourceName),
  );
  return names.size === 1 ? [...names][0] : undefined;
}

/** GPUs that some node has for certain: at least the mean, rounded up. */
export function surelyOnOneNode(totals: GpuTotals): number {
  return Math.max(
    Math.ceil(totals.capacity / Math.max(1, totals.nodes)),
    totals.largestFreeBlock,
  );
}

/**
 * Replicas that find their GPUs for certain. Of the free ones that are not in
 * the largest block, each node may have too few for one more in the worst case.
 */
export function surelyReplicas(
  gpus: readonly GpuTotals[],
  gpusPerReplica: number,
): number {
  return sum(gpus, ({ free, largestFreeBlock, nodes }) => {
    const elsewhere =
      free - largestFreeBlock - (nodes - 1) * (gpusPerReplica - 1);
    return (
      Math.floor(largestFreeBlock / gpusPerReplica) +
      Math.max(0, Math.ceil(elsewhere / gpusPerReplica))
    );
  });
}

/**
 * More than any node can have: each of the other nodes has at least one. A
 * block that is free shows that a node has as many, whatever the counts say.
 */
function mostOnOneNode(totals: GpuTotals): number {
  return Math.max(
    totals.capacity - Math.max(0, totals.nodes - 1),
    totals.largestFreeBlock,
  );
}

function whyNever(facts: {
  total: number;
  most: number;
  needed: number;
  product: string;
  cluster: ClusterSummary;
  placement: Placement;
}): string {
  const { total, most, needed, product, cluster, placement } = facts;
  const { gpusPerReplica } = placement;
  if (total >= gpusPerReplica && most < gpusPerReplica) {
    return `it can never run: no machine has more than ${most} of the ${total}${product}, and each replica needs ${gpusPerReplica} on one machine`;
  }
  const all = cluster.gpus ?? [];
  const offer =
    placement.product && all.length > 0
      ? ` (it has ${all
          .map(({ capacity, product: name }) => `${capacity} × ${name}`)
          .join(', ')})`
      : '';
  const words = `it asks for ${needed}, and the cluster has ${total}${product} in all${offer}`;
  return total < gpusPerReplica
    ? `${words}: it can never run`
    : `${words}: not every replica can ever run`;
}

/** Why figures are missing, or of another time. */
export function describeState(state: ClusterState): string {
  switch (state.status) {
    case 'live':
      return '';
    case 'connecting':
      return ' (it is still connecting)';
    case 'unsupported':
      return ` (${state.reason})`;
    default:
      return ` (it is ${state.status})`;
  }
}

function sum<T>(items: readonly T[], figure: (item: T) => number): number {
  return items.reduce((total, item) => total + figure(item), 0);
}
