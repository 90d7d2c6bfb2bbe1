import type { Judgement, ObjectRef } from '../api/types';
import { findCondition } from '../observed/condition';
import {
  leaderWorkerSetProjection,
  type LeaderWorkerSetRecord,
} from '../observed/leaderWorkerSet';
import type { PodRecord } from '../observed/pod';
import { LEADER_WORKER_SET_LABEL } from '../observed/servingTemplate';
import { statefulSetProjection } from '../observed/statefulSet';
import { recordKey } from '../observed/resource';
import {
  notLookedAt,
  scaledToZero,
  servingText,
  withFinding,
  type ControllerReading,
} from './controllerJudgement';
import { deleting } from './deploymentJudgement';
import { explainPods } from './pods/explainPods';
import type { AssessmentContext } from './types';
import {
  conditionEvidence,
  fieldEvidence,
  objectRef,
  sentence,
} from './wording';

/** Labels of LeaderWorkerSet v0.10 on the pods of a set. */
export const LWS_LABELS = {
  name: LEADER_WORKER_SET_LABEL,
  group: 'leaderworkerset.sigs.k8s.io/group-index',
  revision: 'leaderworkerset.sigs.k8s.io/template-revision-hash',
} as const;

/** A LeaderWorkerSet with what belongs to it. */
export interface LeaderWorkerSetReading {
  readonly set: LeaderWorkerSetRecord;
  readonly ref: ObjectRef;
  /** The revision that is asked for, when anything says which it is. */
  readonly newest?: string;
  /** Those of the newest revision first, then the youngest. */
  readonly pods: readonly PodRecord[];
  /** Why pods of it do not serve. */
  readonly finding?: Judgement;
}

export function readLeaderWorkerSet(
  set: LeaderWorkerSetRecord,
  seen: AssessmentContext,
): LeaderWorkerSetReading {
  const youngest = podsOfLeaderWorkerSet(set, seen).sort((a, b) =>
    b.meta.createdAt.localeCompare(a.meta.createdAt, 'en'),
  );
  const newest =
    leadersRevision(set, seen) ?? youngest[0]?.meta.labels[LWS_LABELS.revision];
  const isNewest = (pod: PodRecord) =>
    Number(pod.meta.labels[LWS_LABELS.revision] === newest);
  const pods = youngest.sort((a, b) => isNewest(b) - isNewest(a));
  const finding = explainPods(pods, { seen });
  return {
    set,
    ref: objectRef(seen.cluster, leaderWorkerSetProjection.resource, set.meta),
    ...(newest && { newest }),
    pods,
    ...(finding && { finding }),
  };
}

export function podsOfLeaderWorkerSet(
  { meta }: LeaderWorkerSetRecord,
  seen: AssessmentContext,
): PodRecord[] {
  return seen
    .podsIn(meta.namespace ?? '')
    .filter(pod => pod.meta.labels[LWS_LABELS.name] === meta.name);
}

/** Its leaders are a StatefulSet of the same name, labelled with what is wanted. */
function leadersRevision(
  { meta }: LeaderWorkerSetRecord,
  seen: AssessmentContext,
): string | undefined {
  return seen.cluster.records(statefulSetProjection).get(recordKey(meta))?.meta
    .labels[LWS_LABELS.revision];
}

/**
 * Judges a LeaderWorkerSet, v0.10: done when its generation is observed, as
 * many groups are updated and ready as are wanted, and `UpdateInProgress` is
 * not True. Argo CD v3.5 has no check for the kind.
 */
export function judgeLeaderWorkerSet(
  reading: LeaderWorkerSetReading,
): Judgement {
  const { set, ref, finding } = reading;
  const { meta, desired, ready, updated, conditions } = set;
  const controller: ControllerReading = { ...set, ref, noun: 'group' };
  if (meta.deletedAt) return deleting(ref, meta.deletedAt);
  if (desired === 0) return scaledToZero(controller);
  if (!isObserved(set)) {
    return notLookedAt(
      controller,
      'status.observedGeneration',
      String(set.observedGeneration ?? 0),
    );
  }
  const updating = findCondition(conditions, 'UpdateInProgress');
  const replacing =
    updating?.status === 'True' || updated < desired - set.partition;
  const text = replacing
    ? `${servingText(controller)}, ${updated} of them have the new version`
    : servingText(controller);
  if (finding && (replacing || ready < desired)) {
    return withFinding(groupsText(text, set), finding);
  }
  const evidence = [
    fieldEvidence(
      ref,
      'status',
      `groups: ready ${ready}, updated ${updated}, wanted ${desired}`,
    ),
    ...(updating?.status === 'True' ? [conditionEvidence(ref, updating)] : []),
  ];
  if (replacing || ready < desired) {
    return {
      verdict: 'progressing',
      reason: replacing ? 'RolloutInProgress' : 'WaitingForPods',
      message: sentence(groupsText(text, set)),
      evidence,
      ...(replacing && updating?.since && { since: updating.since }),
    };
  }
  const since = findCondition(conditions, 'Available')?.since;
  return {
    verdict: 'healthy',
    reason: 'Serving',
    message: sentence(groupsText(text, set)),
    evidence,
    ...(since && { since }),
  };
}

/** Versions that do not count generations write conditions all the same. */
function isObserved({
  meta,
  observedGeneration,
  conditions,
}: LeaderWorkerSetRecord): boolean {
  if (observedGeneration === undefined) return conditions.length > 0;
  return (meta.generation ?? 0) <= observedGeneration;
}

function groupsText(text: string, { size }: LeaderWorkerSetRecord): string {
  return size > 1 ? `${text} (each group has ${size} members)` : text;
}
