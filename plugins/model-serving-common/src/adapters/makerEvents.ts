import type { Evidence, Judgement } from '../api/types';
import type { EventFinding } from '../diagnosis/findings';
import { deploymentProjection } from '../observed/deployment';
import type { PodRecord } from '../observed/pod';
import { replicaSetProjection } from '../observed/replicaSet';
import type { ObservedRecord, ResourceType } from '../observed/resource';
import { quotaProblem } from './quota';
import type { AssessmentContext } from './types';
import { objectRef, sentence } from './wording';

const SHOWN = 3;
/** Verdicts of the cluster on what was to be made, Kubernetes v1.36. */
const REFUSED = 'FailedCreate';

interface Maker {
  readonly record: ObservedRecord;
  readonly resource: ResourceType;
}

/**
 * Adds what events say of an object that should have made pods and has none:
 * its own, and those of the Deployments and replica sets that it made. A pod's
 * own events are read with the pod.
 */
export function withMakerEvents(
  judgement: Judgement,
  maker: Maker,
  pods: () => readonly PodRecord[],
  seen: AssessmentContext,
): Judgement {
  const { verdict } = judgement;
  if (verdict !== 'progressing' && verdict !== 'degraded') return judgement;
  if (judgement.reason === 'Deleting' || pods().length > 0) return judgement;
  const told = makersOf(maker, seen).flatMap(({ record, resource }) =>
    (seen.findings(record.meta.uid)?.events ?? [])
      .filter(({ type }) => type === 'Warning')
      .map(event => ({
        event,
        evidence: evidenceOf(
          event,
          objectRef(seen.cluster, resource, record.meta),
        ),
      })),
  );
  if (told.length === 0) return judgement;
  const events = told.slice(0, SHOWN).map(({ evidence }) => evidence);
  const refusal = told.find(({ event }) => event.reason === REFUSED);
  const all = {
    ...judgement,
    evidence: [...events, ...judgement.evidence],
  };
  // What the object itself says of a refusal has the same words.
  return refusal && judgement.reason === 'WaitingForPods'
    ? refused(all, refusal.event, maker.record, seen)
    : all;
}

function makersOf(
  { record, resource }: Maker,
  seen: AssessmentContext,
): readonly Maker[] {
  const deployments = [
    ...seen.cluster.records(deploymentProjection).values(),
  ].filter(({ meta }) => meta.controller?.uid === record.meta.uid);
  const owners = [record, ...deployments];
  return [
    ...owners.map(owner => ({
      record: owner,
      resource: owner === record ? resource : deploymentProjection.resource,
    })),
    ...owners.flatMap(owner =>
      seen.replicaSetsOf(owner).map(replicaSet => ({
        record: replicaSet,
        resource: replicaSetProjection.resource,
      })),
    ),
  ];
}

function refused(
  judgement: Judgement,
  event: EventFinding,
  { meta }: ObservedRecord,
  seen: AssessmentContext,
): Judgement {
  const quota = quotaProblem(event.message, meta.namespace ?? '', seen);
  return {
    ...judgement,
    verdict: 'degraded',
    reason: quota ? 'QuotaExceeded' : 'InvalidSpec',
    message: sentence(
      `${judgement.message.replace(/\.$/, '')}: ${
        quota?.text ??
        `the cluster refuses to create replicas (${event.message})`
      }`,
    ),
    evidence: [...(quota?.evidence ?? []), ...judgement.evidence],
    ...(event.at && { since: event.at }),
    advice:
      quota?.advice ??
      'The evidence has the words of the cluster; a policy of the platform may be the cause.',
  };
}

function evidenceOf(
  { reason, message, count, at }: EventFinding,
  object: Evidence['object'],
): Evidence {
  return {
    object,
    source: 'event',
    path: reason,
    text: count > 1 ? `${message} (${count} times)` : message,
    ...(at && { at }),
  };
}
