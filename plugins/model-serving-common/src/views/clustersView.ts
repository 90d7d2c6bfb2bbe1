import type { ClustersView, ClusterSummary, GpuTotals } from '../api/types';
import type { ClusterSnapshot, FleetSnapshot } from '../fleet/snapshot';
import {
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { atOnce } from './steps';
import { ViewMemory } from './ViewMemory';

/**
 * Every cluster with its state and its GPUs, by name.
 *
 * @public
 */
export function clustersView(
  fleet: FleetSnapshot,
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
  memory?: ViewMemory,
): ClustersView {
  return atOnce(clustersSteps(fleet, accelerators, memory));
}

/** {@link clustersView} in steps. @public */
export function* clustersSteps(
  fleet: FleetSnapshot,
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
  memory?: ViewMemory,
): Generator<void, ClustersView> {
  const items: ClusterSummary[] = [];
  for (const cluster of fleet.clusters) {
    items.push(clusterSummary(cluster, accelerators, memory));
    yield;
  }
  items.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return { version: fleet.version, items };
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
  memory: ViewMemory = ViewMemory.create(),
): ClusterSummary {
  const gpus = memory.judged.indexes.gpus(snapshot, accelerators)?.totals;
  return {
    ...snapshot.cluster,
    ...(snapshot.kubernetesVersion && {
      kubernetesVersion: snapshot.kubernetesVersion,
    }),
    ...(gpus && { gpus: [...gpus] satisfies GpuTotals[] }),
  };
}
