import type { Evidence, Judgement } from '../api/types';
import { findCondition } from '../observed/condition';
import {
  scaledObjectProjection,
  type ScaledObjectRecord,
} from '../observed/scaledObject';
import type { AssessmentContext } from './types';
import { conditionEvidence, objectRef, sentence } from './wording';

/**
 * Tells what its autoscaler sent to zero from what a person did: the number of
 * replicas is the same. Reads ScaledObjects of KEDA v2.20.
 *
 * At zero, `Active` False is rest and no fault. One that is not `Ready` would
 * not wake the service, which is.
 */
export function withAutoscaler(
  judgement: Judgement,
  seen: AssessmentContext,
): Judgement {
  if (judgement.reason !== 'Stopped') return judgement;
  const zero = judgement.evidence.find(isZero);
  const scaler = zero && scalerOf(zero.object, seen);
  if (!scaler || scaler.atRest > 0) return judgement;
  const { conditions, meta } = scaler;
  const ref = objectRef(seen.cluster, scaledObjectProjection.resource, meta);
  const paused = findCondition(conditions, 'Paused');
  if (paused?.status === 'True') {
    return {
      ...judgement,
      message: 'Nothing runs: its autoscaler is paused, with no replicas.',
      evidence: [...judgement.evidence, conditionEvidence(ref, paused)],
      advice: `Take the annotation that pauses it off the ScaledObject ${meta.name}.`,
    };
  }
  const ready = findCondition(conditions, 'Ready');
  if (ready?.status === 'False') {
    return {
      verdict: 'degraded',
      reason: 'NotReady',
      message: sentence(
        `Nothing runs, and requests do not start it: its autoscaler does not work${
          ready.message ? ` (${ready.message})` : ''
        }`,
      ),
      evidence: [...judgement.evidence, conditionEvidence(ref, ready)],
      ...(ready.since && { since: ready.since }),
      advice: `Check the ScaledObject ${meta.name}, or ask the platform team to check KEDA.`,
    };
  }
  const active = findCondition(conditions, 'Active');
  const evidence = [
    ...judgement.evidence,
    ...(active ? [conditionEvidence(ref, active)] : []),
  ];
  const since = active?.since ? { since: active.since } : {};
  return active?.status === 'True'
    ? {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        message: 'It is being started: a request came while nothing ran.',
        evidence,
        ...since,
      }
    : {
        verdict: 'healthy',
        reason: 'Idle',
        message: 'Idle: scaled to zero until a request comes.',
        evidence,
        ...since,
      };
}

function isZero({ source, path, text }: Evidence): boolean {
  return source === 'field' && path === 'spec.replicas' && text === '0';
}

function scalerOf(
  { kind, name, namespace }: Evidence['object'],
  { cluster }: AssessmentContext,
): ScaledObjectRecord | undefined {
  return [...cluster.records(scaledObjectProjection).values()].find(
    ({ meta, target }) =>
      target.kind === kind &&
      target.name === name &&
      meta.namespace === namespace &&
      meta.deletedAt === undefined,
  );
}
