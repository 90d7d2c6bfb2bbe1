import type { Judgement, StageName } from '../../api/types';
import type { LocatedPod } from '../../adapters/pods/explainPods';

/** From Git to an answered request. */
export const STAGES: readonly StageName[] = [
  'delivery',
  'admission',
  'scheduling',
  'image',
  'download',
  'load',
  'readiness',
  'route',
];

/** Whether one stage comes before another. */
export function isBefore(a: StageName, b: StageName): boolean {
  return STAGES.indexOf(a) < STAGES.indexOf(b);
}

/** The stage that a reason is about, whatever the pods say. */
const STAGE_OF: Readonly<Partial<Record<Judgement['reason'], StageName>>> = {
  Deleting: 'delivery',
  NotMerged: 'delivery',
  NotSynced: 'delivery',
  SyncFailed: 'delivery',
  NotApplied: 'delivery',
  Stopped: 'admission',
  Paused: 'admission',
  WaitingForQueue: 'admission',
  QuotaExceeded: 'admission',
  InsufficientGpus: 'scheduling',
  Unschedulable: 'scheduling',
  Evicted: 'scheduling',
  ImagePull: 'image',
  ModelDownload: 'download',
  ModelDownloadFailed: 'download',
  ModelLoading: 'load',
  ModelLoadFailed: 'load',
  GpuOutOfMemory: 'load',
  OutOfMemory: 'load',
  SlowStart: 'load',
  CrashLoop: 'load',
  NotReady: 'readiness',
  RouteNotReady: 'route',
};

/** Nothing is known of the steps of what cannot be seen. */
const UNSEEN: ReadonlySet<Judgement['reason']> = new Set([
  'NotObserved',
  'ClusterAway',
  'ClusterUnsupported',
  'Forbidden',
  'NotUnderstood',
]);

/**
 * The stage that a judgement is about: where its pods are when one of them is
 * judged so, else by its reason. Nothing starts before there are pods, where
 * those are shown. `undefined` for what cannot be seen.
 */
export function stageOf(
  { verdict, reason }: Judgement,
  located: readonly LocatedPod[],
  mayHavePods: boolean,
): StageName | undefined {
  if (UNSEEN.has(reason)) return undefined;
  const alike = located.find(({ judgement }) => judgement?.reason === reason);
  if (alike) return alike.stage;
  // Past a controller's patience the same pod is called slow.
  if (reason === 'SlowStart') {
    const busy = located.find(
      ({ stage }) => stage === 'download' || stage === 'load',
    );
    return busy?.stage ?? 'load';
  }
  const certain = STAGE_OF[reason];
  if (certain) return certain;
  // What its controller says of the whole: the step that holds a pod back.
  if (located[0]) return located[0].stage;
  if (verdict === 'unknown') return undefined;
  return mayHavePods ? 'readiness' : 'admission';
}

/** They do not go on by themselves, even where they may end well. */
const HELD: ReadonlySet<Judgement['reason']> = new Set([
  'InsufficientGpus',
  'Unschedulable',
  'WaitingForQueue',
  'QuotaExceeded',
]);

/** Whether something must happen elsewhere before the stage goes on. */
export function isBlocked(
  { verdict, reason }: Judgement,
  isBeingDelivered: boolean,
): boolean {
  if (reason === 'NotSynced' && isBeingDelivered) return false;
  return verdict !== 'progressing' || HELD.has(reason);
}
