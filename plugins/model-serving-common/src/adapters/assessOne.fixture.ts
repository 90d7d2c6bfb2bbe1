import type { Workload } from '../api/types';
import {
  staticCluster,
  type StaticCluster,
  NOW,
} from '../fleet/__fixtures__/staticFleet';
import { assessmentContext } from './context';
import { assessWorkloads } from './registry';

/** Judges the only serving object of a cluster. */
export function assessOne(
  objects: readonly unknown[],
  options: Partial<StaticCluster> = {},
): Workload {
  const found = assessAll(objects, options);
  const [workload] = found;
  if (!workload || found.length > 1) {
    throw new Error(`Expected one serving object, found ${found.length}`);
  }
  return workload;
}

/** Judges every serving object of a cluster. */
export function assessAll(
  objects: readonly unknown[],
  options: Partial<StaticCluster> = {},
): Workload[] {
  const cluster = staticCluster({ name: 'east', ...options, objects });
  const seen = assessmentContext(cluster, new Date(NOW));
  return assessWorkloads(seen).map(({ workload }) => workload);
}
