import type { ClusterSnapshot, ResourceKnowledge } from '../fleet/snapshot';
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
    const at = confirmationOf(knowledge);
    if (at === undefined) return undefined;
    times.push(at);
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

/** Of what is forbidden, when it was last allowed. */
function confirmationOf(knowledge: ResourceKnowledge): string | undefined {
  switch (knowledge.status) {
    case 'observed':
      return knowledge.confirmedAt;
    case 'forbidden':
      return knowledge.lastConfirmedAt;
    default:
      return undefined;
  }
}

/** Why counts of a cluster that answers are those of an earlier time. */
export function whyOutdated(cluster: ClusterSnapshot): string | undefined {
  const refused = [nodeProjection, podProjection].flatMap(({ resource }) => {
    const knowledge = cluster.knowledge(resource);
    return knowledge.status === 'forbidden'
      ? [{ plural: resource.plural, retryAt: knowledge.retryAt }]
      : [];
  });
  if (refused.length === 0) return undefined;
  const [retryAt] = refused.flatMap(one => one.retryAt ?? []).sort();
  const names = refused.map(({ plural }) => plural).join(' and ');
  return `The cluster no longer lets Backstage read ${names}, so these are old counts.${
    retryAt ? ` It is tried again at ${timeText(retryAt)}.` : ''
  }`;
}

/** `12:03:20 UTC` */
function timeText(instant: string): string {
  return `${instant.slice(11, 19)} UTC`;
}
