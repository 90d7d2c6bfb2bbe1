import { stringifyEntityRef } from '@backstage/catalog-model';
import type { RolloutsFilter } from '../api/ModelServingApi';
import type {
  ClusterRef,
  Rollout,
  RolloutsView,
  SearchedClusters,
} from '../api/types';
import {
  countVerdicts,
  overallJudgement,
  summaryOf,
  unseenClusters,
} from './overall';
import { rolloutDrafts } from './rolloutDrafts';
import { isExplained, matchesText } from './rolloutsFilter';
import type { RowDraft } from './row';
import { atOnce } from './steps';
import type { ViewRequest } from './types';

/** More names than these make no sentence. */
const NAMED_CLUSTERS = 5;

/** Which rows of a rollout are wanted. @public */
export interface RolloutsRequest extends ViewRequest {
  /** Default: all. */
  readonly filter?: RolloutsFilter;
  /** The most items, and the most unseen clusters; default: all. */
  readonly limit?: number;
}

/**
 * The rollout of a Model or of an inference service, cluster by cluster.
 *
 * One row for every cluster that a Component declares, whether something was
 * found there or not; one for everything that a Component claims elsewhere;
 * and, for a Model, one for every serving object that nobody claims and that
 * serves the Model's artifact. Worst first.
 *
 * What is said of the whole, and how many are how, is of all rows; only those
 * that are wanted are made and explained.
 *
 * @public
 */
export function rolloutsView(request: RolloutsRequest): RolloutsView {
  return atOnce(rolloutsSteps(request));
}

/**
 * {@link rolloutsView} in steps, so that the caller may do something else
 * between them: a thousand clusters take a moment.
 *
 * @public
 */
export function* rolloutsSteps(
  request: RolloutsRequest,
): Generator<void, RolloutsView> {
  const { fleet, entity, filter = {}, limit = Infinity } = request;
  const all = yield* rolloutDrafts(request);
  const found = yield* filtered(all, filter);
  yield;
  const items: Rollout[] = [];
  for (const draft of found.slice(0, limit)) {
    items.push(draft.explained());
    yield;
  }
  const explained = yield* explainedElsewhere(all, found, limit);
  const clusters = fleet.clusters.map(({ cluster }) => cluster);
  const unseen = unseenClusters(all, clusters);
  const [worst] = all;
  const summary = summaryOf(all, unseen);
  return {
    version: fleet.version,
    entityRef: stringifyEntityRef(entity),
    ...(worst && { overall: overallJudgement(worst.row(), summary), summary }),
    total: all.length,
    found: found.length,
    verdicts: countVerdicts(all),
    items,
    ...(explained && { explained }),
    clusters: searchedClusters(clusters, unseen, limit),
  };
}

function* filtered(
  drafts: readonly RowDraft[],
  { verdict, text }: RolloutsFilter,
): Generator<void, readonly RowDraft[]> {
  const having = verdict
    ? drafts.filter(draft => verdict.includes(draft.verdict))
    : drafts;
  if (!text) return having;
  const found: RowDraft[] = [];
  for (const draft of having) {
    if (matchesText(draft.row(), text)) found.push(draft);
    yield;
  }
  return found;
}

/** Of the rows that would be shown without a filter. */
function* explainedElsewhere(
  all: readonly RowDraft[],
  found: readonly RowDraft[],
  limit: number,
): Generator<void, Rollout | undefined> {
  if (found === all) return undefined;
  const shown = new Set(found.slice(0, limit));
  for (const draft of all.slice(0, limit)) {
    // They come worst first, and nothing is to be said of healthy ones.
    if (draft.verdict === 'healthy') return undefined;
    const row = draft.explained();
    if (isExplained(row)) return shown.has(draft) ? undefined : row;
    yield;
  }
  return undefined;
}

function searchedClusters(
  clusters: readonly ClusterRef[],
  unseen: readonly ClusterRef[],
  limit: number,
): SearchedClusters {
  const live = clusters.filter(({ state }) => state.status === 'live');
  return {
    total: clusters.length,
    live: live.length,
    ...(live.length <= NAMED_CLUSTERS && {
      titles: live.map(({ title }) => title),
    }),
    unseen: unseen.slice(0, limit),
    unseenTotal: unseen.length,
  };
}
