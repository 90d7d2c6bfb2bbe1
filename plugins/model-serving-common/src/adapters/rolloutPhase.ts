import { findCondition } from '../observed/condition';
import type { RolloutRecord } from '../observed/rollout';

/** Argo Rollouts v1.9 `status.phase`. */
export type RolloutPhase = 'Healthy' | 'Degraded' | 'Progressing' | 'Paused';

const PHASES: readonly RolloutPhase[] = [
  'Healthy',
  'Degraded',
  'Progressing',
  'Paused',
];

/**
 * The phase that the controller wrote. Versions before v1.0 wrote none: then
 * it follows from the counts, in the order of Argo CD v3.5's check.
 */
export function rolloutPhase(rollout: RolloutRecord): RolloutPhase {
  const { status } = rollout;
  if (status.phase !== undefined) {
    return PHASES.find(phase => phase === status.phase) ?? 'Progressing';
  }
  const progress = findCondition(rollout.conditions, 'Progressing');
  if (
    status.aborted ||
    progress?.reason === 'RolloutAborted' ||
    progress?.reason === 'ProgressDeadlineExceeded'
  ) {
    return 'Degraded';
  }
  if (status.pauses.length > 0) return 'Paused';
  return isDone(rollout) ? 'Healthy' : 'Progressing';
}

function isDone({ status, desired, strategy }: RolloutRecord): boolean {
  if (status.updated < desired || status.available < status.updated) {
    return false;
  }
  const hash = strategy === 'blueGreen' ? status.activeHash : status.stableHash;
  return hash !== undefined && hash === status.currentPodHash;
}
