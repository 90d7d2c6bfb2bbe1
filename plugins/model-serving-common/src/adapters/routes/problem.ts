import type { Evidence, Judgement, ObjectRef } from '../../api/types';
import { findCondition, type ConditionRecord } from '../../observed/condition';
import type { RecordMeta } from '../../observed/resource';
import {
  conditionEvidence,
  fieldEvidence,
  sentence,
  severity,
} from '../wording';

/** What nobody took for this long is not waiting any more. */
const PATIENCE_SECONDS = 600;

/** What keeps requests from the pods behind a pool or a route. */
export interface RouteProblem {
  readonly verdict: 'progressing' | 'degraded';
  readonly clause: string;
  readonly evidence: readonly Evidence[];
  readonly since?: string;
  readonly advice?: string;
}

/** One that handles a pool or a route, usually a gateway, and what it says. */
export interface ParentStatus {
  /** In a sentence. */
  readonly name: string;
  readonly conditions: readonly ConditionRecord[];
}

/** A model that is up, and that requests do not reach. */
export function routeNotReady(
  judgement: Judgement,
  through: string,
  { verdict, clause, evidence, since, advice }: RouteProblem,
): Judgement {
  return {
    verdict,
    reason: 'RouteNotReady',
    message: sentence(
      `${judgement.message.replace(
        /\.$/,
        '',
      )}, but requests do not reach it through ${through}: ${clause}`,
    ),
    evidence: [...evidence, ...judgement.evidence],
    ...(since && { since }),
    advice:
      advice ??
      'Ask the platform team to check the gateway and the routes that lead to it.',
  };
}

export function worstProblem(
  problems: readonly (RouteProblem | undefined)[],
): RouteProblem | undefined {
  let worst: RouteProblem | undefined;
  for (const problem of problems) {
    if (problem && (!worst || severity(problem) > severity(worst))) {
      worst = problem;
    }
  }
  return worst;
}

/** Nobody says anything of it. */
export function handledByNobody(
  { createdAt }: RecordMeta,
  ref: ObjectRef,
  now: Date,
): RouteProblem {
  return {
    verdict: patience(createdAt, now),
    clause: 'no gateway handles it',
    evidence: [fieldEvidence(ref, 'status.parents', 'none', createdAt)],
    ...(createdAt && { since: createdAt }),
  };
}

/** What does not come in ten minutes does not come. */
export function patience(
  since: string | undefined,
  now: Date,
): RouteProblem['verdict'] {
  const age = (now.getTime() - Date.parse(since ?? '')) / 1000;
  return age >= PATIENCE_SECONDS ? 'degraded' : 'progressing';
}

/** Whether a parent has taken the newest form of an object. */
export function notAccepted(
  { name, conditions }: ParentStatus,
  { generation }: RecordMeta,
  ref: ObjectRef,
): RouteProblem | undefined {
  const accepted = findCondition(conditions, 'Accepted');
  if (accepted && isStale(accepted, generation)) {
    return {
      verdict: 'progressing',
      clause: `${name} has not looked at its newest change yet`,
      evidence: [conditionEvidence(ref, accepted)],
    };
  }
  if (accepted?.status === 'True') return undefined;
  // Gateway API: the controller has not decided.
  const failed = accepted?.status === 'False' && accepted.reason !== 'Pending';
  return {
    verdict: failed ? 'degraded' : 'progressing',
    clause: failed
      ? `${name} does not accept it (${detailsOf(accepted)})`
      : `${name} has not accepted it yet`,
    evidence: accepted
      ? [conditionEvidence(ref, accepted)]
      : [fieldEvidence(ref, 'status.parents', `${name}: no conditions`)],
    ...(accepted?.since && { since: accepted.since }),
  };
}

/** Written for an older form of its object; one without a word of it is not. */
export function isStale(
  { observedGeneration }: ConditionRecord,
  generation: number | undefined,
): boolean {
  return (observedGeneration ?? Infinity) < (generation ?? 0);
}

export function detailsOf({ message, reason }: ConditionRecord): string {
  // Several parents' words come in one sentence, in brackets.
  return (message || reason || 'it does not say why').replace(/\.$/, '');
}

/** `the gateway gateways/inference`. */
export function parentName(parent: {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}): string {
  const { kind, namespace, name } = parent;
  const what = kind === 'Gateway' ? 'the gateway' : kind;
  return `${what} ${namespace ? `${namespace}/` : ''}${name}`;
}
