import type { ClustersView, ClusterSummary, GpuTotals } from '../api/types';
import { gpuAccountOf } from '../adapters/context';
import type { ClusterSnapshot, FleetSnapshot } from '../fleet/snapshot';
import {
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';

/**
 * Every cluster with its state and its GPUs, by name.
 *
 * @public
 */
export function clustersView(
  fleet: FleetSnapshot,
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): ClustersView {
  return {
    version: fleet.version,
    items: fleet.clusters
      .map(cluster => clusterSummary(cluster, accelerators))
      .sort((a, b) => a.name.localeCompare(b.name, 'en')),
  };
}

/**
 * One cluster with its state and its GPUs.
 *
 * The GPUs are the last known ones when the cluster is away: the state says
 * so, and since when.
 *
 * @public
 */
export function clusterSummary(
  snapshot: ClusterSnapshot,
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): ClusterSummary {
  const gpus = gpuAccountOf(snapshot, accelerators)?.totals;
  return {
    ...snapshot.cluster,
    ...(snapshot.kubernetesVersion && {
      kubernetesVersion: snapshot.kubernetesVersion,
    }),
    ...(gpus && { gpus: [...gpus] satisfies GpuTotals[] }),
  };
}
