import type { Judgement, ObjectRef } from '../api/types';
import { findCondition } from '../observed/condition';
import { ROLLOUT_ANNOTATIONS } from '../observed/metadata';
import type { PodRecord } from '../observed/pod';
import type { PodTemplateRecord } from '../observed/podTemplate';
import type { ReplicaSetRecord } from '../observed/replicaSet';
import type { RolloutRecord } from '../observed/rollout';
import { notLookedAt, scaledToZero, withFinding } from './controllerJudgement';
import { deleting } from './deploymentJudgement';
import { rolloutPhase } from './rolloutPhase';
import { conditionEvidence, fieldEvidence, sentence, serving } from './wording';

/** A Rollout with what belongs to it. */
export interface RolloutReading {
  readonly rollout: RolloutRecord;
  readonly ref: ObjectRef;
  /** Its own, or that of the Deployment that it refers to. */
  readonly template: PodTemplateRecord;
  /** Newest revision first. */
  readonly replicaSets: readonly ReplicaSetRecord[];
  /** Those of the wanted revision first, then the youngest. */
  readonly pods: readonly PodRecord[];
  /** Why pods of it do not serve. */
  readonly finding?: Judgement;
}

/**
 * Judges a Rollout as Argo CD v3.5 `argoproj.io/Rollout/health.lua` does, and
 * says why from its pods.
 *
 * Differences: scaled to zero by a person is suspended (Argo CD: Healthy); a
 * crash loop is degraded at once (Argo CD: Progressing until the deadline); a
 * model that still loads after the deadline is a slow start (Argo CD:
 * Degraded).
 */
export function judgeRollout(reading: RolloutReading): Judgement {
  const { rollout, ref } = reading;
  const { meta, desired, status, conditions } = rollout;
  const controller = { ref, meta, desired, ready: status.ready };
  if (meta.deletedAt) return deleting(ref, meta.deletedAt);
  if (!isObserved(rollout)) {
    return notLookedAt(
      controller,
      'status.observedGeneration',
      status.observedGeneration ?? 'none',
    );
  }
  const invalid = findCondition(conditions, 'InvalidSpec');
  if (invalid) {
    return {
      verdict: 'degraded',
      reason: 'InvalidSpec',
      message: sentence(
        `Argo Rollouts cannot run what is written: ${
          invalid.message ?? invalid.reason ?? 'it does not say why'
        }`,
      ),
      evidence: [conditionEvidence(ref, invalid)],
      ...(invalid.since && { since: invalid.since }),
      advice: 'Correct the Rollout in Git.',
    };
  }
  if (desired === 0) return scaledToZero(controller);
  return judgePhase(reading);
}

function judgePhase(reading: RolloutReading): Judgement {
  const { rollout, ref, finding } = reading;
  const { desired, status } = rollout;
  const phase = rolloutPhase(rollout);
  const text = serving(status.ready, desired);
  const evidence = [fieldEvidence(ref, 'status.phase', phaseText(rollout))];
  switch (phase) {
    case 'Healthy':
      return {
        verdict: 'healthy',
        reason: 'Serving',
        message: sentence(text),
        evidence,
        ...since(rollout, 'Available'),
      };
    case 'Paused':
      return paused(reading);
    case 'Degraded':
      return degraded(reading);
    default:
  }
  if (finding) {
    const explained = withFinding(text, finding);
    return { ...explained, evidence: [...explained.evidence, ...evidence] };
  }
  const replacing = status.stableHash !== status.currentPodHash;
  const weight = canaryText(rollout);
  return {
    verdict: 'progressing',
    reason: replacing ? 'RolloutInProgress' : 'WaitingForPods',
    message: sentence(
      [text, replacing ? weight : undefined, status.message]
        .filter(Boolean)
        .join('; '),
    ),
    evidence,
    ...since(rollout, 'Progressing'),
  };
}

const PAUSES: Readonly<Record<string, string>> = {
  CanaryPauseStep: 'its plan says to wait here',
  BlueGreenPause: 'the new version waits to be promoted',
  InconclusiveAnalysisRun: 'its analysis came to no conclusion',
  InconclusiveExperiment: 'its experiment came to no conclusion',
};

function paused({ rollout, ref }: RolloutReading): Judgement {
  const { status, desired } = rollout;
  const [pause] = status.pauses;
  const why = pause
    ? PAUSES[pause.reason] ?? pause.reason
    : status.message ?? 'someone asked for that';
  return {
    verdict: 'suspended',
    reason: 'Paused',
    message: sentence(
      [
        `The rollout is paused: ${why}`,
        canaryText(rollout),
        serving(status.ready, desired),
      ]
        .filter(Boolean)
        .join('; '),
    ),
    evidence: [
      pause
        ? fieldEvidence(
            ref,
            'status.pauseConditions',
            pause.reason,
            pause.since,
          )
        : fieldEvidence(ref, 'status.phase', phaseText(rollout)),
    ],
    ...(pause?.since && { since: pause.since }),
    advice:
      'Promote the rollout to go on, or take the change back in Git to abort it.',
  };
}

function degraded({ rollout, ref, finding }: RolloutReading): Judgement {
  const { status, desired, conditions } = rollout;
  const progress = findCondition(conditions, 'Progressing');
  const text = serving(status.ready, desired);
  const evidence = [
    progress
      ? conditionEvidence(ref, progress)
      : fieldEvidence(ref, 'status.phase', phaseText(rollout)),
  ];
  const stopped = status.aborted || progress?.reason === 'RolloutAborted';
  // After the deadline a model may still be loading; after an abort nothing
  // of the new version is expected any more.
  if (finding && !stopped) {
    const explained = withFinding(text, finding);
    return {
      ...explained,
      verdict: finding.reason === 'SlowStart' ? finding.verdict : 'degraded',
      evidence: [...explained.evidence, ...evidence],
    };
  }
  const detail = status.message ?? progress?.message;
  const at = status.abortedAt ?? progress?.since;
  return {
    verdict: 'degraded',
    reason: 'RolloutStalled',
    message: sentence(
      [
        stopped
          ? `The rollout was aborted, the former version serves: ${text}`
          : text,
        detail,
      ]
        .filter(Boolean)
        .join('; '),
    ),
    evidence,
    ...(at && { since: at }),
    advice: stopped
      ? 'Correct the new version in Git, or take it back; retrying starts it again.'
      : 'Look at the newest replicas of it in the cluster for the cause.',
  };
}

/** What share the new version was given, when the plan has weights. */
function canaryText(rollout: RolloutRecord): string | undefined {
  const { status, steps, strategy } = rollout;
  if (strategy !== 'canary' || status.stepIndex === undefined) return undefined;
  const done = Math.min(status.stepIndex, steps.length);
  return steps.length > 0 && done < steps.length
    ? `step ${done + 1} of ${steps.length}`
    : undefined;
}

function phaseText({ status }: RolloutRecord): string {
  return [status.phase ?? 'not written', status.message]
    .filter(Boolean)
    .join(': ');
}

function since(rollout: RolloutRecord, type: string): { since?: string } {
  const at = findCondition(rollout.conditions, type)?.since;
  return at ? { since: at } : {};
}

/**
 * `observedGeneration` is a string: versions before v1.0 wrote a hash there,
 * which says nothing and may look like a number that is far too high.
 */
function isObserved({ meta, status, workloadName }: RolloutRecord): boolean {
  if (!status.observedGeneration) return status.phase !== undefined;
  const observed = Number(status.observedGeneration);
  const generation = meta.generation ?? 0;
  if (Number.isInteger(observed) && observed < generation) return false;
  const wanted = meta.annotations[ROLLOUT_ANNOTATIONS.workloadGeneration];
  const seen = status.workloadObservedGeneration;
  return !workloadName || !wanted || !seen || wanted === seen;
}
