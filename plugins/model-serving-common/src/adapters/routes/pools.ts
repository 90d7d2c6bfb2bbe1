import type { Judgement } from '../../api/types';
import type { ClusterSnapshot } from '../../fleet/snapshot';
import { findCondition } from '../../observed/condition';
import {
  formerInferencePoolProjection,
  inferencePoolProjection,
  type InferencePoolRecord,
} from '../../observed/inferencePool';
import type { PodRecord } from '../../observed/pod';
import type { RecordMeta, ResourceType } from '../../observed/resource';
import { selects } from '../context';
import type { AssessmentContext } from '../types';
import { conditionEvidence, objectRef, severity } from '../wording';
import {
  detailsOf,
  handledByNobody,
  notAccepted,
  parentName,
  routeNotReady,
  worstProblem,
  type RouteProblem,
} from './problem';

/** A pool, with the group that it is of. */
export interface Pool {
  readonly pool: InferencePoolRecord;
  readonly resource: ResourceType;
}

/** The pools of a cluster, of either group. */
export function poolsIn(cluster: ClusterSnapshot): readonly Pool[] {
  return [inferencePoolProjection, formerInferencePoolProjection].flatMap(
    projection =>
      [...cluster.records(projection).values()].map(pool => ({
        pool,
        resource: projection.resource,
      })),
  );
}

/**
 * Joins the InferencePools (Gateway API Inference Extension v1.6) that select
 * a workload's pods to its judgement. A pool serves nothing by itself, so it
 * is no row: a model that is up and whose pool no gateway serves is not
 * reachable, and that is said where the model is.
 *
 * A judgement that is not healthy stays: it comes before the route. A pool
 * that the workload's own object controls stays out: its controller judges it.
 */
export function withPools(
  judgement: Judgement,
  owner: RecordMeta,
  pods: () => readonly PodRecord[],
  seen: AssessmentContext,
): Judgement {
  if (judgement.verdict !== 'healthy') return judgement;
  const joined = joinedPools(owner, pods, seen);
  let worst: { name: string; problem: RouteProblem } | undefined;
  for (const { pool, resource } of joined) {
    const problem = problemOf(pool, resource, seen);
    if (problem && (!worst || severity(problem) > severity(worst.problem))) {
      worst = { name: pool.meta.name, problem };
    }
  }
  return worst
    ? routeNotReady(judgement, `the pool ${worst.name}`, worst.problem)
    : withPickerNote(judgement, joined);
}

function joinedPools(
  owner: RecordMeta,
  pods: () => readonly PodRecord[],
  { cluster }: AssessmentContext,
): readonly Pool[] {
  const pools = poolsIn(cluster).filter(
    ({ pool: { meta } }) =>
      meta.namespace === owner.namespace &&
      meta.deletedAt === undefined &&
      meta.controller?.uid !== owner.uid,
  );
  if (pools.length === 0) return [];
  const own = pods();
  return pools.filter(({ pool }) =>
    own.some(pod => selects(pool.selector, pod.meta.labels)),
  );
}

function problemOf(
  pool: InferencePoolRecord,
  resource: ResourceType,
  seen: AssessmentContext,
): RouteProblem | undefined {
  const ref = objectRef(seen.cluster, resource, pool.meta);
  // Older versions write this in the place of a parent until there is one.
  const parents = pool.parents.filter(({ kind }) => kind !== 'Status');
  if (parents.length === 0) return handledByNobody(pool.meta, ref, seen.now);
  return worstProblem(
    parents.map(parent => {
      const status = { ...parent, name: parentName(parent) };
      return (
        notAccepted(status, pool.meta, ref) ?? withoutPicker(pool, status, ref)
      );
    }),
  );
}

function withoutPicker(
  { failsOpen, picker }: InferencePoolRecord,
  { name, conditions }: InferencePoolRecord['parents'][number],
  ref: ReturnType<typeof objectRef>,
): RouteProblem | undefined {
  const resolved = findCondition(conditions, 'ResolvedRefs');
  if (resolved?.status !== 'False' || failsOpen) return undefined;
  return {
    verdict: 'degraded',
    clause: `${name} does not find its endpoint picker ${
      picker ?? ''
    } (${detailsOf(resolved)})`,
    evidence: [conditionEvidence(ref, resolved)],
    ...(resolved.since && { since: resolved.since }),
  };
}

/** `FailOpen`: requests still arrive, spread without looking at the load. */
function withPickerNote(
  judgement: Judgement,
  pools: readonly Pool[],
): Judgement {
  const blind = pools.find(({ pool: { failsOpen, parents } }) =>
    parents.some(
      ({ conditions }) =>
        failsOpen &&
        findCondition(conditions, 'ResolvedRefs')?.status === 'False',
    ),
  );
  return blind
    ? {
        ...judgement,
        message: `${judgement.message} Requests are spread without regard to load: the endpoint picker of the pool ${blind.pool.meta.name} is not found.`,
      }
    : judgement;
}
