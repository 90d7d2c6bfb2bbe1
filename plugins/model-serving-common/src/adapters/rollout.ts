import type { Workload } from '../api/types';
import type { PodRecord } from '../observed/pod';
import { recordKey } from '../observed/resource';
import { rolloutProjection, type RolloutRecord } from '../observed/rollout';
import { engineIn, isClaimed } from '../observed/servingTemplate';
import { artifactFromArgument } from './artifact';
import { selects } from './context';
import { explainPods } from './pods/explainPods';
import { judgeRollout, type RolloutReading } from './rolloutJudgement';
import { ROLLOUT_HASH, rolloutRevisions } from './rolloutRevisions';
import { isSpokenFor } from './spokenFor';
import type { AssessmentContext, WorkloadAdapter } from './types';
import { objectRef } from './wording';
import { gpuRequests, mainContainer } from './workloadParts';

/**
 * An Argo Rollout (v1.9) that serves a model: annotated, selected by an
 * entity, or running a known engine; canary and blue-green, with a template of
 * its own or that of a Deployment.
 *
 * @public
 */
export const rolloutAdapter: WorkloadAdapter<RolloutRecord> = {
  ...rolloutProjection,
  assess(rollout, seen) {
    const reading = readRollout(rollout, seen);
    return serves(reading, seen) ? assessRollout(reading, seen) : undefined;
  },
  podsOf: (rollout, seen) => podsOfRollout(rollout, seen),
};

function serves(
  { rollout: { meta }, template }: RolloutReading,
  seen: AssessmentContext,
): boolean {
  if (isSpokenFor(meta)) return false;
  return (
    isClaimed(meta.annotations) ||
    engineIn(template.containers) !== undefined ||
    seen.isSelected(meta)
  );
}

function readRollout(
  rollout: RolloutRecord,
  seen: AssessmentContext,
): RolloutReading {
  const wanted = rollout.status.currentPodHash;
  const isWanted = (pod: PodRecord) =>
    Number(pod.meta.labels[ROLLOUT_HASH] === wanted);
  const pods = podsOfRollout(rollout, seen).sort(
    (a, b) =>
      isWanted(b) - isWanted(a) ||
      b.meta.createdAt.localeCompare(a.meta.createdAt, 'en'),
  );
  const late = rollout.conditions.some(
    ({ type, reason }) =>
      type === 'Progressing' && reason === 'ProgressDeadlineExceeded',
  );
  const finding = explainPods(pods, {
    seen,
    ...(late && { deadlineExceeded: rollout.progressDeadlineSeconds }),
  });
  return {
    rollout,
    ref: objectRef(seen.cluster, rolloutProjection.resource, rollout.meta),
    template: referred(rollout, seen)?.template ?? rollout.template,
    replicaSets: seen.replicaSetsOf(rollout),
    pods,
    ...(finding && { finding }),
  };
}

/** The Deployment that lends its template, and has no pods of its own. */
function referred(
  { meta, workloadName }: RolloutRecord,
  seen: AssessmentContext,
) {
  return workloadName
    ? seen.deployment(meta.namespace ?? '', workloadName)
    : undefined;
}

/** By selector, which is the Deployment's where one lends its template. */
function podsOfRollout(
  rollout: RolloutRecord,
  seen: AssessmentContext,
): PodRecord[] {
  const selector =
    Object.keys(rollout.selector).length > 0
      ? rollout.selector
      : referred(rollout, seen)?.selector ?? {};
  return seen
    .podsIn(rollout.meta.namespace ?? '')
    .filter(
      ({ meta: { labels } }) =>
        selects(selector, labels) && labels[ROLLOUT_HASH] !== undefined,
    );
}

function assessRollout(
  reading: RolloutReading,
  seen: AssessmentContext,
): Workload {
  const { rollout, template, pods } = reading;
  const { meta, desired, status } = rollout;
  const told = mainContainer(template.containers)?.modelArgument;
  const artifactUri = told && artifactFromArgument(told);
  return {
    ref: reading.ref,
    runtime: engineIn(template.containers) ?? 'custom',
    ...(artifactUri && { artifactUri }),
    replicas: { desired, updated: status.updated, ready: status.ready },
    revisions: rolloutRevisions(reading),
    gpus: gpuRequests(template.requests, template.nodeSelector, pods, seen),
    judgement: judgeRollout(reading),
    changedAt:
      seen.cluster.changedAt(rolloutProjection.resource, recordKey(meta)) ??
      meta.createdAt,
  };
}
