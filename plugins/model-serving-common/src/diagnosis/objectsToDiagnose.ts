import type { ClusterSnapshot } from '../fleet/snapshot';
import { findCondition, type ConditionRecord } from '../observed/condition';
import { inferenceServiceProjection } from '../observed/inferenceService';
import { leaderWorkerSetProjection } from '../observed/leaderWorkerSet';
import { llmInferenceServiceProjection } from '../observed/llmInferenceService';
import { replicaSetProjection } from '../observed/replicaSet';
import type { ObservedRecord, Projection } from '../observed/resource';
import { statefulSetProjection } from '../observed/statefulSet';
import type { PodToDiagnose } from './podsToDiagnose';

/** An object that makes something takes no longer than this, ms. */
const ORDINARY_MS = 20_000;
/** What is shared by all that wait is mostly the same: a quota, a policy. */
const MOST = 20;

interface Waiting {
  readonly record: ObservedRecord;
  /** Changes when there is something new to read. */
  readonly stamp: string;
}

/**
 * The objects of a cluster that should have made pods and have fewer: what
 * keeps them from it is told by events of their own, and by no pod's.
 */
export function objectsToDiagnose(
  cluster: ClusterSnapshot,
  now: Date,
): readonly PodToDiagnose[] {
  return waitingIn(cluster)
    .filter(
      ({ record: { meta } }) =>
        !meta.deletedAt &&
        now.getTime() - Date.parse(meta.createdAt) > ORDINARY_MS,
    )
    .sort((a, b) =>
      b.record.meta.createdAt.localeCompare(a.record.meta.createdAt, 'en'),
    )
    .slice(0, MOST)
    .map(({ record: { meta }, stamp }) => ({
      uid: meta.uid,
      namespace: meta.namespace ?? '',
      name: meta.name,
      logs: [],
      stamp,
    }));
}

function waitingIn(cluster: ClusterSnapshot): readonly Waiting[] {
  return [
    ...counted(cluster, replicaSetProjection),
    ...counted(cluster, statefulSetProjection),
    ...counted(cluster, leaderWorkerSetProjection),
    ...told(cluster, inferenceServiceProjection),
    ...told(cluster, llmInferenceServiceProjection),
  ];
}

function counted<
  R extends ObservedRecord & {
    readonly replicas: number;
    readonly desired: number;
  },
>(cluster: ClusterSnapshot, projection: Projection<R>): Waiting[] {
  return [...cluster.records(projection).values()].flatMap(record =>
    record.replicas < record.desired
      ? [{ record, stamp: `${record.replicas}/${record.desired}` }]
      : [],
  );
}

function told<
  R extends ObservedRecord & {
    readonly conditions: readonly ConditionRecord[];
  },
>(cluster: ClusterSnapshot, projection: Projection<R>): Waiting[] {
  return [...cluster.records(projection).values()].flatMap(record =>
    isNotReady(record.conditions)
      ? [{ record, stamp: `${record.meta.generation ?? ''}` }]
      : [],
  );
}

function isNotReady(conditions: readonly ConditionRecord[]): boolean {
  if (findCondition(conditions, 'Stopped')?.status === 'True') return false;
  return findCondition(conditions, 'Ready')?.status !== 'True';
}
