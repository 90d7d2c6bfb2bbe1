import type { Delivery } from '../api/types';

/**
 * The commit that a cluster has, in full. What is in sync with the commit that
 * its tool compared it with has that one, whichever was the last to change
 * something there. `undefined` for what is no commit of Git, like a version of
 * a chart.
 */
export function revisionOf({
  status,
  wantedRevision,
  appliedRevision,
}: Pick<Delivery, 'status' | 'wantedRevision' | 'appliedRevision'>):
  | string
  | undefined {
  const revision =
    status === 'synced' ? wantedRevision ?? appliedRevision : appliedRevision;
  return /(?:^|[^0-9a-f])([0-9a-f]{40})$/.exec(revision ?? '')?.[1];
}
