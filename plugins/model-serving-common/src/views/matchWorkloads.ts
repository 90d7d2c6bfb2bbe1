import { stringifyEntityRef } from '@backstage/catalog-model';
import { indexedContext } from '../adapters/context';
import { defaultAdapters, type AssessedWorkload } from '../adapters/registry';
import type { IdentifiedWorkload } from '../adapters/JudgedClusters';
import type { AssessmentContext } from '../adapters/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import type { RecordMeta } from '../observed/resource';
import type { Candidates } from './candidates';
import { EntityMatcher, type Match } from './EntityMatcher';
import type { ViewRequest } from './types';
import { ViewMemory } from './ViewMemory';

/** A serving object that concerns the entities of a request. */
interface Matched<T> extends Match {
  readonly cluster: ClusterSnapshot;
  readonly seen: AssessmentContext;
  readonly assessed: T;
}

/** One that is judged. */
export type MatchedWorkload = Matched<AssessedWorkload>;

/** One of which nobody asks how it is. */
export type MatchedIdentity = Matched<IdentifiedWorkload>;

/**
 * Finds the serving objects of the entities of a request, as
 * {@link EntityMatcher} says.
 *
 * For a Component, what serves its Models without being it is left out. Yields
 * after each cluster.
 */
export function* matchWorkloads(
  request: ViewRequest,
): Generator<void, MatchedWorkload[]> {
  return yield* matching(request, (candidates, ...of) =>
    candidates.assess(...of),
  );
}

/** The same without judging them again for what happens to their pods. */
export function* identifyWorkloads(
  request: ViewRequest,
): Generator<void, MatchedIdentity[]> {
  return yield* matching(request, (candidates, ...of) =>
    candidates.identify(...of),
  );
}

function* matching<T extends IdentifiedWorkload>(
  request: ViewRequest,
  find: (
    candidates: Candidates,
    ...of: Parameters<Candidates['identify']>
  ) => readonly T[],
): Generator<void, Matched<T>[]> {
  const matcher = EntityMatcher.create(request);
  const { judged, candidates } = request.memory ?? ViewMemory.create();
  const entityRef = stringifyEntityRef(request.entity);
  const isService = matcher.services.includes(entityRef);
  const matched: Matched<T>[] = [];
  for (const cluster of request.fleet.clusters) {
    const isSelected = (meta: RecordMeta) => matcher.isSelected(cluster, meta);
    const seen = indexedContext(cluster, request.fleet.now, {
      isSelected,
      indexes: judged.indexes,
      ...(request.accelerators && { accelerators: request.accelerators }),
    });
    const wanted = {
      services: matcher.services,
      ...(matcher.selects && { isSelected }),
      ...(!isService && {
        serves: (uri: string | undefined) => matcher.serves(uri),
      }),
    };
    const found = find(
      candidates,
      seen,
      request.adapters ?? defaultAdapters,
      wanted,
    );
    for (const assessed of found) {
      const match = matcher.match(assessed, cluster);
      if (match.services.length > 0 || match.models.length > 0) {
        matched.push({ cluster, seen, assessed, ...match });
      }
    }
    yield;
  }
  return matched;
}
