import type { FleetWorkload } from '../api/types';

/**
 * Where a serving object is in the order of all: cluster, namespace, kind,
 * group and name. No two have the same, and it never changes.
 *
 * @public
 */
export type WorkloadPosition = readonly [
  cluster: string,
  namespace: string,
  kind: string,
  group: string,
  name: string,
];

export function positionOf({
  cluster,
  workload,
}: FleetWorkload): WorkloadPosition {
  const { namespace = '', kind, group, name } = workload.ref;
  return [cluster, namespace, kind, group, name];
}

/** By code units, so that every server has the same order. */
export function comparePositions(
  a: WorkloadPosition,
  b: WorkloadPosition,
): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? '';
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
