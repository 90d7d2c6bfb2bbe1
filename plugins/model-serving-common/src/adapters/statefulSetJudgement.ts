import type { Judgement, ObjectRef } from '../api/types';
import type { PodRecord } from '../observed/pod';
import {
  statefulSetProjection,
  type StatefulSetRecord,
} from '../observed/statefulSet';
import { selects } from './context';
import {
  notLookedAt,
  scaledToZero,
  withFinding,
  type ControllerReading,
} from './controllerJudgement';
import { deleting } from './deploymentJudgement';
import { explainPods } from './pods/explainPods';
import type { AssessmentContext } from './types';
import { fieldEvidence, objectRef, sentence, serving } from './wording';

/** On pods of a StatefulSet: the revision that they were made from. */
export const CONTROLLER_REVISION_HASH = 'controller-revision-hash';

/** A StatefulSet with what belongs to it. */
export interface StatefulSetReading {
  readonly set: StatefulSetRecord;
  readonly ref: ObjectRef;
  /** Those of the newest revision first, then the youngest. */
  readonly pods: readonly PodRecord[];
  /** Why pods of it do not serve. */
  readonly finding?: Judgement;
}

export function readStatefulSet(
  set: StatefulSetRecord,
  seen: AssessmentContext,
): StatefulSetReading {
  const isNewest = (pod: PodRecord) =>
    Number(pod.meta.labels[CONTROLLER_REVISION_HASH] === set.updateRevision);
  const pods = podsOfStatefulSet(set, seen).sort(
    (a, b) =>
      isNewest(b) - isNewest(a) ||
      b.meta.createdAt.localeCompare(a.meta.createdAt, 'en'),
  );
  const finding = explainPods(pods, { seen });
  return {
    set,
    ref: objectRef(seen.cluster, statefulSetProjection.resource, set.meta),
    pods,
    ...(finding && { finding }),
  };
}

export function podsOfStatefulSet(
  { meta, selector }: StatefulSetRecord,
  seen: AssessmentContext,
): PodRecord[] {
  return seen
    .podsIn(meta.namespace ?? '')
    .filter(pod => selects(selector, pod.meta.labels));
}

/**
 * Judges a StatefulSet in the order of `kubectl rollout status`, Kubernetes
 * v1.36 `polymorphichelpers/rollout_status.go`, which is also that of Argo CD
 * v3.5, and says why from its pods.
 *
 * Where this differs from Argo CD, the pods know more: a crash loop is
 * degraded, a set that is scaled to zero is suspended.
 */
export function judgeStatefulSet(reading: StatefulSetReading): Judgement {
  const { set, ref, finding } = reading;
  const { meta, desired, ready, updated, partition } = set;
  const controller: ControllerReading = { ...set, ref };
  if (meta.deletedAt) return deleting(ref, meta.deletedAt);
  if (desired === 0) return scaledToZero(controller);
  if ((meta.generation ?? 0) > (set.observedGeneration ?? 0)) {
    return notLookedAt(
      controller,
      'status.observedGeneration',
      String(set.observedGeneration ?? 0),
    );
  }
  const replacing = isReplacing(set);
  const text = replacing
    ? `${serving(ready, desired)}, ${updated} of them with the new version`
    : serving(ready, desired);
  if (finding && (replacing || ready < desired)) {
    return withFinding(text, finding);
  }
  const evidence = [
    fieldEvidence(
      ref,
      'status',
      `ready ${ready}, updated ${updated}, wanted ${desired}`,
    ),
  ];
  if (replacing || ready < desired) {
    return {
      verdict: 'progressing',
      reason: replacing ? 'RolloutInProgress' : 'WaitingForPods',
      message: sentence(text),
      evidence,
    };
  }
  const held =
    partition > 0 && updated < desired
      ? `; ${
          desired - updated
        } keep the former version on purpose (partition ${partition})`
      : '';
  return {
    verdict: 'healthy',
    reason: 'Serving',
    message: sentence(`${serving(ready, desired)}${held}`),
    evidence,
  };
}

function isReplacing({
  updateStrategy,
  partition,
  updated,
  desired,
  updateRevision,
  currentRevision,
}: StatefulSetRecord): boolean {
  // Whoever deletes its pods decides when they are replaced.
  if (updateStrategy === 'OnDelete') return false;
  if (partition > 0) return updated < desired - partition;
  return updateRevision !== currentRevision;
}
