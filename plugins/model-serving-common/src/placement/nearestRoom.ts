import type { ClusterSummary } from '../api';
import type { Placement } from '../rendering';
import { assessPlacement, type ServedModel } from './assessPlacement';
import { roomFor, type Fit } from './room';

/** Something near a placement that would find its GPUs now. @public */
export interface NearestRoom {
  /** In the imperative, for a button. */
  readonly words: string;
  readonly placement: Placement;
}

const STARTS: readonly Fit[] = ['fits', 'likely'];

/**
 * What would start now in place of a placement that would not: fewer replicas,
 * or another product of the same cluster that the model fits on. Nothing for a
 * placement that starts, or a cluster that does not say what is free.
 *
 * @public
 */
export function nearestRoom(
  cluster: ClusterSummary | undefined,
  placement: Placement,
  served?: ServedModel,
): NearestRoom[] {
  const { fit } = roomFor(cluster, placement);
  if (!cluster?.gpus || (fit !== 'waits' && fit !== 'never')) {
    return [];
  }
  return [
    ...fewerReplicas(cluster, placement),
    ...otherProducts(cluster, placement, served),
  ];
}

function fewerReplicas(
  cluster: ClusterSummary,
  placement: Placement,
): NearestRoom[] {
  const free = (cluster.gpus ?? []).reduce((sum, gpu) => sum + gpu.free, 0);
  const most = Math.min(placement.replicas - 1, free);
  for (let replicas = most; replicas > 0; replicas -= 1) {
    const fewer: Placement = { ...placement, replicas };
    if (STARTS.includes(roomFor(cluster, fewer).fit)) {
      return [
        {
          words: `Use ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`,
          placement: fewer,
        },
      ];
    }
  }
  return [];
}

function otherProducts(
  cluster: ClusterSummary,
  placement: Placement,
  served: ServedModel | undefined,
): NearestRoom[] {
  const { product, resourceName: _, ...rest } = placement;
  const others = new Set(
    (cluster.gpus ?? [])
      .filter(({ byClaim }) => !byClaim)
      .map(totals => totals.product)
      .filter(name => name !== product),
  );
  return [...others].flatMap(name => {
    const other: Placement = { ...rest, product: name };
    const { fit, model } = assessPlacement(cluster, other, served);
    return STARTS.includes(fit) && model?.verdict !== 'does-not-fit'
      ? [{ words: `Use ${name}`, placement: other }]
      : [];
  });
}
