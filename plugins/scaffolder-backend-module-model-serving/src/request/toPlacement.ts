import type {
  ClusterSummary,
  Placement,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { PlacementInput } from './RequestInput';

/**
 * One entry of `placements`, without its empty fields. The name by which nodes
 * advertise the GPUs is what the fleet says of the product in that cluster; of
 * any product, when all that the cluster has is advertised by one name.
 */
export function toPlacement(
  input: PlacementInput,
  clusters: readonly ClusterSummary[],
): Placement {
  const { cluster, replicas, gpusPerReplica, product, maxReplicas } = input;
  const resourceName =
    input.resourceName || resourceOf(cluster, product, clusters);
  return {
    cluster,
    replicas,
    gpusPerReplica,
    ...(maxReplicas === undefined ? {} : { maxReplicas }),
    ...(product ? { product } : {}),
    ...(resourceName ? { resourceName } : {}),
  };
}

function resourceOf(
  cluster: string,
  product: string | undefined,
  clusters: readonly ClusterSummary[],
): string | undefined {
  const gpus = clusters.find(({ name }) => name === cluster)?.gpus ?? [];
  const names = new Set(
    gpus
      .filter(gpu => !product || gpu.product === product)
      .map(({ resourceName }) => resourceName),
  );
  return names.size === 1 ? [...names][0] : undefined;
}
