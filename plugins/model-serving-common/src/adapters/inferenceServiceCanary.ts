import type { Judgement } from '../api/types';
import { findCondition } from '../observed/condition';
import type { InferenceServiceRecord } from '../observed/inferenceService';
import { judgeDeployment } from './deploymentJudgement';
import type { InferenceServiceReading } from './inferenceService';
import { conditionEvidence, sentence, serving } from './wording';

/** The first canary of Standard mode whose Deployment does not serve. */
export function unhealthyCanary({
  canaries,
}: InferenceServiceReading): Judgement | undefined {
  for (const [name, canary] of canaries) {
    const judgement = judgeDeployment(canary);
    if (judgement.verdict === 'healthy') continue;
    return {
      ...judgement,
      message: `The trial version "${name}" is not serving yet. ${judgement.message}`,
    };
  }
  return undefined;
}

/**
 * A canary whose Deployment is not seen. Its condition says False for all that
 * is not available yet (`CanariesNotReady`), which is no failure by itself.
 */
export function waitingCanary(
  { conditions, status }: InferenceServiceRecord,
  { ref, stable }: InferenceServiceReading,
): Judgement | undefined {
  const condition = findCondition(conditions, 'CanaryPredictorReady');
  if (!condition || condition.status === 'True') return undefined;
  const names = status.canaries
    .filter(({ ready }) => !ready)
    .map(({ name }) => `"${name}"`);
  const serves = stable
    ? `; ${serving(stable.deployment.ready, stable.deployment.desired)}`
    : '';
  return {
    verdict: 'progressing',
    reason: 'RolloutInProgress',
    message: sentence(
      `${['The trial version', ...names].join(
        ' ',
      )} is not serving yet${serves}`,
    ),
    evidence: [conditionEvidence(ref, condition)],
    ...(condition.since && { since: condition.since }),
  };
}
