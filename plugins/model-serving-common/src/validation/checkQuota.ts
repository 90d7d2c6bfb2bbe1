import type { ValidationProblem } from '../api';
import type { ClusterSnapshot } from '../fleet';
import { createResourceQuotaProjection } from '../observed';
import { DEFAULT_GPU_RESOURCE, type ParsedPlacement } from '../rendering';

/**
 * Holds the GPUs that a placement asks for against the quotas of its namespace
 * in one cluster (core/v1 ResourceQuota, which limits what pods request).
 *
 * What the service holds already is part of what the quota counts as used, so
 * only what can never be admitted is an error; the rest is a warning.
 *
 * @param cluster - As it was seen last; `undefined` when it never was.
 * @public
 */
export function checkQuota(
  cluster: ClusterSnapshot | undefined,
  placement: ParsedPlacement,
  namespace: string,
): ValidationProblem[] {
  const { replicas = 1, gpusPerReplica = 0 } = placement;
  const { resourceName = DEFAULT_GPU_RESOURCE } = placement;
  const wanted = replicas * gpusPerReplica;
  const quotas = cluster?.records(createResourceQuotaProjection()) ?? [];
  return [...quotas].flatMap(([, { meta, limits }]): ValidationProblem[] => {
    const limit = limits.find(entry => entry.resourceName === resourceName);
    if (meta.namespace !== namespace || !limit || wanted === 0) {
      return [];
    }
    const { hard, used } = limit;
    const about = {
      file: `clusters/${placement.cluster}/kustomization.yaml`,
      object: { apiVersion: 'v1', kind: 'ResourceQuota', name: meta.name },
    };
    const asked = `${replicas} × ${gpusPerReplica} = ${wanted} ${resourceName}`;
    if (wanted > hard) {
      return [
        {
          ...about,
          severity: 'error',
          message: `It asks for ${asked}, and the quota '${meta.name}' of the namespace ${namespace} allows ${hard} in all`,
          advice: `Ask for at most ${hard}, or ask the platform team for a larger quota.`,
        },
      ];
    }
    return used !== undefined && wanted > hard - used
      ? [
          {
            ...about,
            severity: 'warning',
            message: `It asks for ${asked}, and the quota '${
              meta.name
            }' of the namespace ${namespace} has ${Math.max(
              0,
              hard - used,
            )} of ${hard} left now`,
            advice:
              'Pods beyond that are refused until others of the namespace end, this service’s own of before among them. Ask for fewer, or for a larger quota.',
          },
        ]
      : [];
  });
}
