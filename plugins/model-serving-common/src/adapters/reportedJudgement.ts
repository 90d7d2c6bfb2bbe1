import type { Judgement } from '../api/types';
import { findCondition, type ConditionRecord } from '../observed/condition';
import { deleting } from './deploymentJudgement';
import type { ReportedReading } from './reported';
import { conditionEvidence, fieldEvidence, sentence, serving } from './wording';

/**
 * What comes before anything that a status says: the object is being removed,
 * or its controller has not looked at the newest change.
 *
 * @public
 */
export function beforeStatus(reading: ReportedReading): Judgement | undefined {
  const { meta, ref } = reading;
  if (meta.deletedAt) return deleting(ref, meta.deletedAt);
  const observed = reading.observedGeneration;
  if (!meta.generation || observed === undefined) return undefined;
  if (observed >= meta.generation) return undefined;
  return {
    verdict: 'progressing',
    reason: 'RolloutInProgress',
    message: sentence(
      ['The cluster has not looked at the newest change yet', progress(reading)]
        .filter(Boolean)
        .join('; '),
    ),
    evidence: [fieldEvidence(ref, 'status.observedGeneration', `${observed}`)],
  };
}

/** Nothing is wanted, because a person said so. @public */
export function stopped(
  { ref }: ReportedReading,
  path: string,
  value: string,
): Judgement {
  return {
    verdict: 'suspended',
    reason: 'Stopped',
    message: 'Nothing runs: it is scaled to zero replicas.',
    evidence: [fieldEvidence(ref, path, value)],
    advice: 'Raise the number of replicas in Git to start it.',
  };
}

/** Nothing is wanted, because its autoscaler saw no requests. @public */
export function idle(
  { ref }: ReportedReading,
  path: string,
  value: string,
): Judgement {
  return {
    verdict: 'healthy',
    reason: 'Idle',
    message: 'Idle: scaled to zero until a request comes.',
    evidence: [fieldEvidence(ref, path, value)],
  };
}

/**
 * It serves, as a condition or a field says. With fewer than are wanted it is
 * not done yet, whatever the condition says.
 *
 * @param options - `counted`: false where ready and desired are not counts of
 * the same thing. Default: true.
 * @public
 */
export function servesNow(
  reading: ReportedReading,
  condition: ConditionRecord | undefined,
  options: { readonly counted?: boolean } = {},
): Judgement {
  const { desired, ready } = reading.replicas;
  if (options.counted !== false && ready !== undefined && ready < desired) {
    return (
      fromPods(reading, condition) ??
      notServing(
        reading,
        {
          verdict: 'progressing',
          reason: 'WaitingForPods',
          because: 'the others are not up yet',
        },
        condition,
      )
    );
  }
  return {
    verdict: 'healthy',
    reason: 'Serving',
    message: sentence(progress(reading) || 'It serves, as its controller says'),
    ...evidenceOf(reading, condition),
  };
}

/** It does not serve, and a pod or a condition says why. @public */
export function notServing(
  reading: ReportedReading,
  judgement: Pick<Judgement, 'verdict' | 'reason'> & {
    /** A clause. */
    readonly because: string;
    readonly advice?: string;
  },
  condition?: ConditionRecord,
): Judgement {
  const { because, ...rest } = judgement;
  return {
    ...rest,
    message: sentence([progress(reading), because].filter(Boolean).join(': ')),
    ...evidenceOf(reading, condition),
  };
}

/** What the pods say, which is more than a condition does. @public */
export function fromPods(
  reading: ReportedReading,
  condition?: ConditionRecord,
): Judgement | undefined {
  const { finding } = reading;
  if (!finding) return undefined;
  const told = evidenceOf(reading, condition).evidence;
  return {
    ...finding,
    message: sentence(
      [progress(reading), finding.message].filter(Boolean).join(': '),
    ),
    evidence: [...finding.evidence, ...told],
  };
}

/** The words of a condition; `undefined` when it has none. @public */
export function detailOf(
  condition: ConditionRecord | undefined,
): string | undefined {
  return condition?.message || condition?.reason;
}

/** The condition of a type, when it has the status. @public */
export function conditionIs(
  { conditions }: Pick<ReportedReading, 'conditions'>,
  type: string,
  status: ConditionRecord['status'],
): ConditionRecord | undefined {
  const condition = findCondition(conditions, type);
  return condition?.status === status ? condition : undefined;
}

/** `1 of 2 replicas serve`; empty when the cluster does not say. @public */
export function progress({ replicas }: ReportedReading): string {
  const { desired, ready } = replicas;
  return ready === undefined ? '' : serving(ready, desired);
}

function evidenceOf(
  { ref, replicas }: ReportedReading,
  condition: ConditionRecord | undefined,
): Pick<Judgement, 'evidence' | 'since'> {
  if (condition) {
    return {
      evidence: [conditionEvidence(ref, condition)],
      ...(condition.since && { since: condition.since }),
    };
  }
  const { desired, ready } = replicas;
  const counted = ready === undefined ? 'not said' : String(ready);
  return {
    evidence: [
      fieldEvidence(ref, 'status', `ready ${counted}, wanted ${desired}`),
    ],
  };
}
