import type { ClusterSummary } from '../api';
import { gpuResourceOf } from '../placement';
import type { Placement } from '../rendering';

/** One cluster of what a person asks for; empty texts count as not given. @public */
export interface AskedPlacement {
  readonly cluster: string;
  readonly product?: string | undefined;
  readonly replicas: number;
  readonly maxReplicas?: number | undefined;
  readonly gpusPerReplica: number;
  readonly resourceName?: string | undefined;
}

/**
 * One entry of `placements`, without its empty fields. The name by which nodes
 * advertise the GPUs is what the fleet says of the product in that cluster; of
 * any product, when all that the cluster has is advertised by one name.
 *
 * @public
 */
export function toPlacement(
  input: AskedPlacement,
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
  return gpuResourceOf(gpus.filter(gpu => !product || gpu.product === product));
}
