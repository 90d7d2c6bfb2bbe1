import type { EntityOverview } from '../api/types';
import { rolloutsSteps } from './rolloutsView';
import { atOnce } from './steps';
import type { ViewRequest } from './types';

/** More names than these fit no row of a table. */
const NAMED_PLACES = 20;

/**
 * How an entity is and where it runs, in short: the same judgement as that of
 * {@link rolloutsSteps}, and the clusters of its rows.
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
  const { version, entityRef, overall, items, clusters } = yield* rolloutsSteps(
    request,
  );
  const places = new Map<string, EntityOverview['places'][number]>();
  for (const { cluster, judgement } of items) {
    // Rows come worst first, so that the first of a cluster speaks for it.
    if (!places.has(cluster.name)) {
      places.set(cluster.name, {
        cluster: cluster.name,
        title: cluster.title,
        verdict: judgement.verdict,
      });
    }
  }
  return {
    version,
    entityRef,
    ...(overall && { overall }),
    places: [...places.values()].slice(0, NAMED_PLACES),
    placeCount: places.size,
    blind: clusters.filter(({ state }) => state.status !== 'live').length,
  };
}
