import type { Judgement, StageName } from '../../api/types';
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
const CHECKS: readonly (readonly [StageName, PodCheck])[] = [
  ['scheduling', evicted],
  ['admission', queued],
  ['scheduling', unschedulable],
  ['image', imagePull],
  ['download', modelDownload],
  ['load', crashed],
  ['image', preparing],
  ['load', loading],
];

/** How far a pod came, and what holds it there. */
export interface LocatedPod {
  readonly pod: PodRecord;
  readonly stage: StageName;
  /** `undefined` where nothing that is known holds it. */
  readonly judgement: Judgement | undefined;
}

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
  let worst: Judgement | undefined;
  for (const { judgement } of locatePods(pods, reading)) {
    if (!judgement) continue;
    if (!worst || severity(judgement) > severity(worst)) worst = judgement;
  }
  return worst;
}

/** Where the pods are that should serve and do not, in the order given. */
export function locatePods(
  pods: readonly PodRecord[],
  reading: PodReading,
): readonly LocatedPod[] {
  const waiting = pods.filter(pod => !isReady(pod) && !isLeaving(pod));
  // A pod that failed as a whole is left behind after its successor came.
  const alive = waiting.filter(({ phase }) => phase !== 'Failed');
  return (alive.length > 0 ? alive : waiting).map(pod =>
    locatePod(pod, reading),
  );
}

function locatePod(pod: PodRecord, reading: PodReading): LocatedPod {
  for (const [stage, check] of CHECKS) {
    const judgement = check(pod, reading);
    if (judgement) return { pod, stage: stageOf(stage, judgement), judgement };
  }
  return { pod, stage: 'admission', judgement: undefined };
}

/** A program that ended or does not answer says itself how far it came. */
function stageOf(stage: StageName, { reason }: Judgement): StageName {
  if (reason === 'ModelDownloadFailed') return 'download';
  return reason === 'NotReady' ? 'readiness' : stage;
}

/** Whether the pod serves now. */
export function isReady(pod: PodRecord): boolean {
  return findCondition(pod.conditions, 'Ready')?.status === 'True';
}

/** Done, or asked to go: nothing more is expected of it. */
export function isLeaving(pod: PodRecord): boolean {
  return pod.meta.deletedAt !== undefined || pod.phase === 'Succeeded';
}
