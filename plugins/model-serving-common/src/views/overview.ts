import { stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityOverview } from '../api/types';
import { overallJudgement, summaryOf, unseenClusters } from './overall';
import { rolloutDrafts } from './rolloutDrafts';
import { atOnce } from './steps';
import type { ViewRequest } from './types';

/** More names than these fit no row of a table. */
const NAMED_PLACES = 20;

/**
 * How an entity is and where it runs, in short: the same judgement as that of
 * the rollouts, and the clusters of its rows.
 *
 * @public
 */
export function entityOverview(request: ViewRequest): EntityOverview {
  return atOnce(overviewSteps(request));
}

/** {@link entityOverview} in steps. @public */
export function* overviewSteps(
  request: ViewRequest,
): Generator<void, EntityOverview> {
  const { fleet, entity } = request;
  const drafts = yield* rolloutDrafts(request);
  const clusters = fleet.clusters.map(({ cluster }) => cluster);
  const [worst] = drafts;
  const summary = summaryOf(drafts, unseenClusters(drafts, clusters));
  const places = new Map<string, EntityOverview['places'][number]>();
  for (const { cluster, verdict } of drafts) {
    // Rows come worst first, so that the first of a cluster speaks for it.
    if (!places.has(cluster.name)) {
      places.set(cluster.name, {
        cluster: cluster.name,
        title: cluster.title,
        verdict,
      });
    }
  }
  return {
    version: fleet.version,
    entityRef: stringifyEntityRef(entity),
    ...(worst && { overall: overallJudgement(worst.row(), summary) }),
    places: [...places.values()].slice(0, NAMED_PLACES),
    placeCount: places.size,
    blind: clusters.filter(({ state }) => state.status !== 'live').length,
  };
}
