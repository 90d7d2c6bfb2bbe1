import type { Judgement, ObjectRef } from '../api/types';
import { findCondition } from '../observed/condition';
import {
  inferencePoolProjection,
  type InferencePoolRecord,
} from '../observed/inferencePool';
import type { PodRecord } from '../observed/pod';
import type { RecordMeta } from '../observed/resource';
import { selects } from './context';
import type { AssessmentContext } from './types';
import {
  conditionEvidence,
  fieldEvidence,
  objectRef,
  sentence,
  severity,
} from './wording';

type Parent = InferencePoolRecord['parents'][number];

/** A pool that no gateway took for this long is not waiting any more. */
const PATIENCE_SECONDS = 600;

/** What keeps requests from a pool's pods. */
interface RouteProblem {
  readonly verdict: 'progressing' | 'degraded';
  readonly clause: string;
  readonly evidence: Judgement['evidence'];
  readonly since?: string;
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
  const pools = [
    ...seen.cluster.records(inferencePoolProjection).values(),
  ].filter(
    ({ meta }) =>
      meta.namespace === owner.namespace &&
      meta.deletedAt === undefined &&
      meta.controller?.uid !== owner.uid,
  );
  if (pools.length === 0) return judgement;
  const own = pods();
  const joined = pools.filter(pool =>
    own.some(pod => selects(pool.selector, pod.meta.labels)),
  );
  let worst: { pool: InferencePoolRecord; problem: RouteProblem } | undefined;
  for (const pool of joined) {
    const problem = problemOf(pool, seen);
    if (problem && (!worst || severity(problem) > severity(worst.problem))) {
      worst = { pool, problem };
    }
  }
  return worst
    ? routeNotReady(judgement, worst.pool, worst.problem)
    : withPickerNote(judgement, joined);
}

function routeNotReady(
  judgement: Judgement,
  { meta }: InferencePoolRecord,
  { verdict, clause, evidence, since }: RouteProblem,
): Judgement {
  return {
    verdict,
    reason: 'RouteNotReady',
    message: sentence(
      `${judgement.message.replace(
        /\.$/,
        '',
      )}, but requests do not reach it through the pool ${
        meta.name
      }: ${clause}`,
    ),
    evidence: [...evidence, ...judgement.evidence],
    ...(since && { since }),
    advice:
      'Ask the platform team to check the gateway and the route that name the pool.',
  };
}

function problemOf(
  pool: InferencePoolRecord,
  seen: AssessmentContext,
): RouteProblem | undefined {
  const ref = objectRef(
    seen.cluster,
    inferencePoolProjection.resource,
    pool.meta,
  );
  // Older versions write this in the place of a parent until there is one.
  const parents = pool.parents.filter(({ kind }) => kind !== 'Status');
  if (parents.length === 0) return handledByNobody(pool, ref, seen.now);
  let worst: RouteProblem | undefined;
  for (const parent of parents) {
    const problem = refused(pool, parent, ref);
    if (problem && (!worst || severity(problem) > severity(worst))) {
      worst = problem;
    }
  }
  return worst;
}

function handledByNobody(
  { meta }: InferencePoolRecord,
  ref: ObjectRef,
  now: Date,
): RouteProblem {
  const age = (now.getTime() - Date.parse(meta.createdAt)) / 1000;
  return {
    verdict: age < PATIENCE_SECONDS ? 'progressing' : 'degraded',
    clause: 'no gateway handles it',
    evidence: [fieldEvidence(ref, 'status.parents', 'none', meta.createdAt)],
    ...(meta.createdAt && { since: meta.createdAt }),
  };
}

function refused(
  { meta, failsOpen, picker }: InferencePoolRecord,
  parent: Parent,
  ref: ObjectRef,
): RouteProblem | undefined {
  const name = parentName(parent);
  const accepted = findCondition(parent.conditions, 'Accepted');
  if (accepted?.status !== 'True') {
    const failed = accepted?.status === 'False';
    return {
      verdict: failed ? 'degraded' : 'progressing',
      clause: failed
        ? `${name} does not accept it (${
            accepted.message ?? accepted.reason ?? 'it does not say why'
          })`
        : `${name} has not accepted it yet`,
      evidence: accepted
        ? [conditionEvidence(ref, accepted)]
        : [fieldEvidence(ref, 'status.parents', `${name}: no conditions`)],
      ...(accepted?.since && { since: accepted.since }),
    };
  }
  if ((accepted.observedGeneration ?? Infinity) < (meta.generation ?? 0)) {
    return {
      verdict: 'progressing',
      clause: `${name} has not looked at its newest change yet`,
      evidence: [conditionEvidence(ref, accepted)],
    };
  }
  const resolved = findCondition(parent.conditions, 'ResolvedRefs');
  if (resolved?.status !== 'False' || failsOpen) return undefined;
  return {
    verdict: 'degraded',
    clause: `${name} does not find its endpoint picker ${picker ?? ''} (${
      resolved.message ?? resolved.reason ?? 'it does not say why'
    })`,
    evidence: [conditionEvidence(ref, resolved)],
    ...(resolved.since && { since: resolved.since }),
  };
}

/** `FailOpen`: requests still arrive, spread without looking at the load. */
function withPickerNote(
  judgement: Judgement,
  pools: readonly InferencePoolRecord[],
): Judgement {
  const blind = pools.find(({ failsOpen, parents }) =>
    parents.some(
      ({ conditions }) =>
        failsOpen &&
        findCondition(conditions, 'ResolvedRefs')?.status === 'False',
    ),
  );
  return blind
    ? {
        ...judgement,
        message: `${judgement.message} Requests are spread without regard to load: the endpoint picker of the pool ${blind.meta.name} is not found.`,
      }
    : judgement;
}

function parentName({ kind, namespace, name }: Parent): string {
  const what = kind === 'Gateway' ? 'the gateway' : kind;
  return `${what} ${namespace ? `${namespace}/` : ''}${name}`;
}
