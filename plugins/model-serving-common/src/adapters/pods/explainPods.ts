import type { Judgement } from '../../api/types';
import { findCondition } from '../../observed/condition';
import type { PodRecord } from '../../observed/pod';
import { severity } from '../wording';
import { crashed } from './crashed';
import type { PodCheck, PodReading } from './finding';
import { imagePull } from './image';
import { evicted, loading } from './running';
import { queued } from './queued';
import { unschedulable } from './scheduling';
import { modelDownload, preparing } from './starting';

/** In the order in which a pod comes to life: the first that holds is why. */
const CHECKS: readonly PodCheck[] = [
  evicted,
  queued,
  unschedulable,
  imagePull,
  modelDownload,
  crashed,
  preparing,
  loading,
];

/**
 * Why pods do not serve: the worst that holds for any of them. Its message is
 * a clause that follows the number of replicas. `undefined` when all serve.
 *
 * @param pods - newest revision first.
 */
export function explainPods(
  pods: readonly PodRecord[],
  reading: PodReading,
): Judgement | undefined {
  const waiting = pods.filter(pod => !isReady(pod) && !isLeaving(pod));
  // A pod that failed as a whole is left behind after its successor came.
  const alive = waiting.filter(({ phase }) => phase !== 'Failed');
  const found = (alive.length > 0 ? alive : waiting)
    .map(pod => explainPod(pod, reading))
    .filter(judgement => judgement !== undefined);
  let worst: Judgement | undefined;
  for (const judgement of found) {
    if (!worst || severity(judgement) > severity(worst)) worst = judgement;
  }
  return worst;
}

function explainPod(
  pod: PodRecord,
  reading: PodReading,
): Judgement | undefined {
  for (const check of CHECKS) {
    const judgement = check(pod, reading);
    if (judgement) return judgement;
  }
  return undefined;
}

/** Whether the pod serves now. */
export function isReady(pod: PodRecord): boolean {
  return findCondition(pod.conditions, 'Ready')?.status === 'True';
}

/** Done, or asked to go: nothing more is expected of it. */
function isLeaving(pod: PodRecord): boolean {
  return pod.meta.deletedAt !== undefined || pod.phase === 'Succeeded';
}
