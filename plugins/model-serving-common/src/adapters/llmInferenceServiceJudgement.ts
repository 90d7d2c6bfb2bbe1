import type { Judgement, ObjectRef } from '../api/types';
import { findCondition, type ConditionRecord } from '../observed/condition';
import type { LlmInferenceServiceRecord } from '../observed/llmInferenceService';
import { KSERVE_ANNOTATIONS } from '../observed/metadata';
import { notLookedAt } from './controllerJudgement';
import { deleting } from './deploymentJudgement';
import { conditionNotMet, groupProblem } from './llmConditions';
import type { LlmPart } from './llmParts';
import {
  askWhetherItRuns,
  conditionEvidence,
  fieldEvidence,
  sentence,
  serving,
  severity,
} from './wording';

/**
 * Judges an LLMInferenceService, KServe v0.20: what it made first, since pods
 * know more than conditions, then its conditions in the order of its rollup.
 * An absent condition is not configured, and holds nothing back.
 *
 * Argo CD v3.5 has no check for the kind, so that there a model that is down
 * does not count.
 */
export function judgeLlmInferenceService(
  service: LlmInferenceServiceRecord,
  ref: ObjectRef,
  parts: readonly LlmPart[],
): Judgement {
  const { meta, conditions } = service;
  if (meta.deletedAt) return deleting(ref, meta.deletedAt);
  const invalid = findCondition(conditions, 'PresetsCombined');
  return (
    stopped(service, ref) ??
    unobserved(service, ref, parts) ??
    (invalid?.status === 'False' ? invalidSpec(invalid, ref) : undefined) ??
    idle(service, ref, parts) ??
    unhealthyPart(service, parts) ??
    conditionNotMet(service, ref, servingParts(parts)) ??
    notReady(service, ref) ??
    groupProblem(service, ref, servingParts(parts)) ??
    up(service, ref, parts)
  );
}

function stopped(
  { meta, conditions }: LlmInferenceServiceRecord,
  ref: ObjectRef,
): Judgement | undefined {
  const value = meta.annotations[KSERVE_ANNOTATIONS.stop];
  const condition = conditions.find(({ reason }) => reason === 'Stopped');
  if (value?.toLocaleLowerCase('en-US') !== 'true') return undefined;
  return {
    verdict: 'suspended',
    reason: 'Stopped',
    message: 'It is stopped: someone asked for that.',
    evidence: [
      fieldEvidence(
        ref,
        `metadata.annotations[${KSERVE_ANNOTATIONS.stop}]`,
        value,
      ),
      ...(condition ? [conditionEvidence(ref, condition)] : []),
    ],
    ...(condition?.since && { since: condition.since }),
    advice: `Remove the annotation ${KSERVE_ANNOTATIONS.stop} in Git to start it.`,
  };
}

/** Only where the controller counts at all: it need not. */
function unobserved(
  { meta, observedGeneration }: LlmInferenceServiceRecord,
  ref: ObjectRef,
  parts: readonly LlmPart[],
): Judgement | undefined {
  if (
    observedGeneration === undefined ||
    observedGeneration >= (meta.generation ?? 0)
  ) {
    return undefined;
  }
  const [main] = parts;
  return notLookedAt(
    {
      ref,
      meta,
      desired: main?.replicas.desired ?? 0,
      ready: main?.replicas.ready ?? 0,
    },
    'status.observedGeneration',
    String(observedGeneration),
  );
}

/** `ConfigNotFound`, `CombineBaseError`, `InvalidRenderedConfig`. */
function invalidSpec(condition: ConditionRecord, ref: ObjectRef): Judgement {
  return {
    verdict: 'degraded',
    reason: 'InvalidSpec',
    message: sentence(
      `KServe cannot run what is written: ${
        condition.message ?? condition.reason ?? 'it does not say why'
      }`,
    ),
    evidence: [conditionEvidence(ref, condition)],
    ...(condition.since && { since: condition.since }),
    advice: 'Check the service and the configurations that it refers to.',
  };
}

/** Scaled to zero: by its autoscaler until a request comes, or by a person. */
function idle(
  { main, conditions }: LlmInferenceServiceRecord,
  ref: ObjectRef,
  parts: readonly LlmPart[],
): Judgement | undefined {
  const [serves] = parts;
  if (!serves || serves.replicas.desired > 0) return undefined;
  const ready = findCondition(conditions, 'Ready');
  if (main.scaling) {
    return {
      verdict: 'healthy',
      reason: 'Idle',
      message: 'Idle: scaled to zero until a request comes.',
      evidence: [
        fieldEvidence(
          ref,
          'spec.scaling.minReplicas',
          String(main.scaling.minReplicas),
        ),
      ],
      ...(ready?.since && { since: ready.since }),
    };
  }
  return {
    verdict: 'suspended',
    reason: 'Stopped',
    message: 'Nothing runs: it is scaled to zero replicas.',
    evidence: [fieldEvidence(ref, 'spec.replicas', '0')],
    advice: 'Raise the number of replicas in Git to start it.',
  };
}

/** The worst of what serves and what prefills. */
function unhealthyPart(
  { prefill }: LlmInferenceServiceRecord,
  parts: readonly LlmPart[],
): Judgement | undefined {
  let worst: { role: LlmPart['role']; judgement: Judgement } | undefined;
  for (const { role, made } of parts) {
    if (!made || made.judgement.verdict === 'healthy') continue;
    if (!worst || severity(made.judgement) > severity(worst.judgement)) {
      worst = { role, judgement: made.judgement };
    }
  }
  if (!worst || !prefill) return worst?.judgement;
  const what =
    worst.role === 'prefill'
      ? 'The part that reads prompts (prefill)'
      : 'The part that writes answers (decode)';
  return {
    ...worst.judgement,
    message: `${what} is not well. ${worst.judgement.message}`,
  };
}

/** What runs, as the start of a sentence about what does not. */
function servingParts(parts: readonly LlmPart[]): string | undefined {
  const [main] = parts;
  return main?.made && serving(main.replicas.ready ?? 0, main.replicas.desired);
}

function notReady(
  { conditions }: LlmInferenceServiceRecord,
  ref: ObjectRef,
): Judgement | undefined {
  const ready = findCondition(conditions, 'Ready');
  if (ready?.status === 'True') return undefined;
  if (!ready) {
    return {
      verdict: 'progressing',
      reason: 'WaitingForPods',
      message: 'KServe has not started it yet.',
      evidence: [fieldEvidence(ref, 'status.conditions', 'no Ready')],
      advice: askWhetherItRuns('KServe for LLMInferenceService'),
    };
  }
  const waiting =
    conditions.find(
      ({ status, type, message }) =>
        status !== 'True' &&
        type !== 'Ready' &&
        type !== 'GroupDegraded' &&
        message,
    ) ?? ready;
  return {
    verdict: 'progressing',
    reason: 'WaitingForPods',
    message: sentence(
      `KServe is setting it up${waiting.message ? `: ${waiting.message}` : ''}`,
    ),
    evidence: [conditionEvidence(ref, waiting)],
    ...(waiting.since && { since: waiting.since }),
  };
}

function up(
  { conditions, prefill }: LlmInferenceServiceRecord,
  ref: ObjectRef,
  parts: readonly LlmPart[],
): Judgement {
  const ready = findCondition(conditions, 'Ready');
  const known = parts.filter(({ replicas }) => replicas.ready !== undefined);
  const text = known
    .map(({ role, replicas }) => {
      const name = role === 'prefill' ? 'prefill' : 'decode';
      const clause = serving(replicas.ready ?? 0, replicas.desired);
      return prefill ? `${name}: ${clause}` : clause;
    })
    .join('; ');
  return {
    verdict: 'healthy',
    reason: 'Serving',
    message: text ? sentence(text) : 'It serves, as KServe says.',
    evidence: ready ? [conditionEvidence(ref, ready)] : [],
    ...(ready?.since && { since: ready.since }),
  };
}
