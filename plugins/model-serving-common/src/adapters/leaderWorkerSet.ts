import type { Revision, Workload } from '../api/types';
import {
  leaderWorkerSetProjection,
  type LeaderWorkerSetRecord,
} from '../observed/leaderWorkerSet';
import type { PodRecord } from '../observed/pod';
import { recordKey } from '../observed/resource';
import { engineIn, isClaimed } from '../observed/servingTemplate';
import { artifactFromArgument } from './artifact';
import {
  judgeLeaderWorkerSet,
  LWS_LABELS,
  podsOfLeaderWorkerSet,
  readLeaderWorkerSet,
  type LeaderWorkerSetReading,
} from './leaderWorkerSetJudgement';
import { isReady } from './pods/explainPods';
import { isSpokenFor } from './spokenFor';
import type { AssessmentContext, WorkloadAdapter } from './types';
import { gpuRequests, mainContainer } from './workloadParts';

/**
 * A LeaderWorkerSet (v0.10) that serves a model: annotated, selected by an
 * entity, or running a known engine. A replica is a group: one leader and
 * `size - 1` workers, with the GPUs of all of them.
 *
 * @public
 */
export const leaderWorkerSetAdapter: WorkloadAdapter<LeaderWorkerSetRecord> = {
  ...leaderWorkerSetProjection,
  assess(set, seen) {
    return serves(set, seen) ? assessLeaderWorkerSet(set, seen) : undefined;
  },
  podsOf: podsOfLeaderWorkerSet,
};

function serves(
  { meta, leader, worker }: LeaderWorkerSetRecord,
  seen: AssessmentContext,
): boolean {
  if (isSpokenFor(meta)) return false;
  return (
    isClaimed(meta.annotations) ||
    engineIn([...leader.containers, ...worker.containers]) !== undefined ||
    seen.isSelected(meta)
  );
}

function assessLeaderWorkerSet(
  set: LeaderWorkerSetRecord,
  seen: AssessmentContext,
): Workload {
  const { meta, leader, worker, desired, updated, ready } = set;
  const reading = readLeaderWorkerSet(set, seen);
  const told =
    mainContainer(leader.containers)?.modelArgument ??
    mainContainer(worker.containers)?.modelArgument;
  const artifactUri = told && artifactFromArgument(told);
  return {
    ref: reading.ref,
    runtime: engineIn([...leader.containers, ...worker.containers]) ?? 'custom',
    ...(artifactUri && { artifactUri }),
    replicas: { desired, updated, ready },
    revisions: leaderWorkerSetRevisions(reading, seen),
    gpus: gpuRequests(
      set.requests,
      { ...worker.nodeSelector, ...leader.nodeSelector },
      reading.pods,
      seen,
    ),
    judgement: judgeLeaderWorkerSet(reading),
    changedAt:
      seen.cluster.changedAt(
        leaderWorkerSetProjection.resource,
        recordKey(meta),
      ) ?? meta.createdAt,
  };
}

/**
 * The revisions that pods are of. A group counts as ready when all of its pods
 * are; the share is that of the groups, nothing measures traffic.
 */
export function leaderWorkerSetRevisions(
  { set, pods, newest }: LeaderWorkerSetReading,
  seen: AssessmentContext,
  label: string = '',
): Revision[] {
  if (seen.gpus() === undefined && pods.length === 0) return [];
  const names = [
    ...new Set(
      pods
        .map(pod => pod.meta.labels[LWS_LABELS.revision])
        .filter(name => name !== undefined),
    ),
  ];
  const counted = names.map(name => ({
    name,
    ready: readyGroups(ofRevision(pods, name), set.size),
  }));
  const total = counted.reduce((sum, { ready }) => sum + ready, 0);
  return counted.map(({ name, ready }) => {
    const sample = ofRevision(pods, name)
      .map(pod => mainContainer(pod.containers))
      .find(container => container !== undefined);
    const artifact =
      sample?.modelArgument && artifactFromArgument(sample.modelArgument);
    return {
      name: `${label}revision ${name}`,
      ...(sample?.image && { image: sample.image }),
      ...(artifact && { artifact }),
      ready,
      current: name === newest,
      share: {
        kind: 'replicas',
        ...(total > 0 && { percent: Math.round((ready / total) * 100) }),
      },
    };
  });
}

function ofRevision(
  pods: readonly PodRecord[],
  revision: string,
): readonly PodRecord[] {
  return pods.filter(pod => pod.meta.labels[LWS_LABELS.revision] === revision);
}

function readyGroups(pods: readonly PodRecord[], size: number): number {
  const groups = new Map<string, number>();
  for (const pod of pods.filter(isReady)) {
    const index = pod.meta.labels[LWS_LABELS.group] ?? '';
    groups.set(index, (groups.get(index) ?? 0) + 1);
  }
  return [...groups.values()].filter(ready => ready >= size).length;
}
