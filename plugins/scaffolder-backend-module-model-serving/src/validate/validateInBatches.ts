import type {
  ClusterValidation,
  ServiceFiles,
  ValidationRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Caller } from '../fleet/Caller';
import type { FleetAccess } from '../fleet/FleetAccess';

/** Requests stay small, whatever the number of clusters. */
const CLUSTERS_AT_ONCE = 50;

/** Asks for the clusters in groups, each with the files that concern it. */
export async function validateInBatches(options: {
  fleet: FleetAccess;
  caller: Caller;
  where: Omit<ValidationRequest, 'clusters' | 'files'>;
  files: ServiceFiles;
  clusters: readonly string[];
}): Promise<ClusterValidation[]> {
  const { fleet, caller, where, files } = options;
  const found: ClusterValidation[] = [];
  for (let at = 0; at < options.clusters.length; at += CLUSTERS_AT_ONCE) {
    const clusters = options.clusters.slice(at, at + CLUSTERS_AT_ONCE);
    const report = await fleet.validateFiles(
      {
        ...where,
        clusters,
        files: [...files]
          .filter(([path]) => concerns(path, clusters))
          .map(([path, content]) => ({ path, content })),
      },
      caller,
    );
    found.push(...report.clusters);
  }
  return found;
}

/** The catalog's file is no cluster's, and overlays are of one each. */
function concerns(path: string, clusters: readonly string[]): boolean {
  const cluster = /^clusters\/([^/]+)\//.exec(path)?.[1];
  return cluster === undefined
    ? path !== 'catalog-info.yaml'
    : clusters.includes(cluster);
}
