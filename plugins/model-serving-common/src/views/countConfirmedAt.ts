import type { ClusterSnapshot } from '../fleet/snapshot';
import { nodeProjection } from '../observed/node';
import { podProjection } from '../observed/pod';
import { resourceClaimProjection } from '../observed/resourceClaim';
import { resourceSliceProjection } from '../observed/resourceSlice';

/** A count is as old as the oldest of the lists that it was made of. */
export function countConfirmedAt(cluster: ClusterSnapshot): string | undefined {
  const needed = [nodeProjection, podProjection].map(({ resource }) =>
    cluster.knowledge(resource),
  );
  const claimed = [resourceSliceProjection, resourceClaimProjection].map(
    ({ resource }) => cluster.knowledge(resource),
  );
  const times: string[] = [];
  for (const knowledge of needed) {
    if (knowledge.status !== 'observed') return undefined;
    times.push(knowledge.confirmedAt);
  }
  // Where the cluster has them.
  for (const knowledge of claimed) {
    if (knowledge.status === 'observed') times.push(knowledge.confirmedAt);
  }
  return times.sort()[0];
}

/** Which of what is needed to count claimed devices the cluster hides. */
export function hiddenDevices(cluster: ClusterSnapshot): readonly string[] {
  return [resourceSliceProjection, resourceClaimProjection]
    .filter(
      ({ resource }) => cluster.knowledge(resource).status === 'forbidden',
    )
    .map(({ resource }) => resource.plural);
}
