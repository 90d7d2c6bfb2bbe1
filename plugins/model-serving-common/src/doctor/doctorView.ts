import type { ClusterDoctorView, DoctorView, Health } from '../api/types';
import type { FleetSnapshot } from '../fleet/snapshot';
import {
  examineCluster,
  examineKinds,
  missingRbac,
  type ExaminationOptions,
} from './examineCluster';

const WORST_FIRST: readonly Health[] = ['red', 'yellow', 'green'];

/** Who asks, and what is observed. @public */
export interface DoctorOptions
  extends Pick<ExaminationOptions, 'projections' | 'metricsSources'> {
  /** Whether the caller may see rights; others do not get them. */
  readonly mayReadDetails: boolean;
}

/** How well each cluster can be observed, worst first, then by name. @public */
export function doctorView(
  fleet: FleetSnapshot,
  options: DoctorOptions,
): DoctorView {
  return {
    version: fleet.version,
    mayReadDetails: options.mayReadDetails,
    items: fleet.clusters
      .map(cluster =>
        withoutRights(
          examineCluster(cluster, { ...options, now: fleet.now }),
          options,
        ),
      )
      .sort(
        (a, b) =>
          WORST_FIRST.indexOf(a.health) - WORST_FIRST.indexOf(b.health) ||
          a.cluster.title.localeCompare(b.cluster.title, 'en'),
      ),
  };
}

/**
 * One cluster, kind by kind; nothing for one that is not there.
 *
 * @public
 */
export function clusterDoctorView(
  fleet: FleetSnapshot,
  name: string,
  options: DoctorOptions,
): ClusterDoctorView | undefined {
  const cluster = fleet.clusters.find(one => one.cluster.name === name);
  if (!cluster) return undefined;
  const examination = { ...options, now: fleet.now };
  const rbac = missingRbac(cluster, examination);
  return {
    ...withoutRights(examineCluster(cluster, examination), options),
    version: fleet.version,
    mayReadDetails: options.mayReadDetails,
    kinds: examineKinds(cluster, examination),
    ...(options.mayReadDetails && rbac && { rbac }),
  };
}

/** What to configure is for those who do. */
function withoutRights(
  health: ReturnType<typeof examineCluster>,
  { mayReadDetails }: DoctorOptions,
): ReturnType<typeof examineCluster> {
  if (mayReadDetails) return health;
  return {
    ...health,
    findings: health.findings.map(
      ({ rbac: _rbac, advice: _advice, ...finding }) => ({
        ...finding,
        advice: 'Ask the platform team.',
      }),
    ),
  };
}
