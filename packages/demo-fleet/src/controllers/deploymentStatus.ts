import type { Deployment, ReplicaSet } from '../resources/apps';
import type { Condition, ConditionChange } from '../resources/conditions';
import { findCondition, withCondition } from '../resources/conditions';
import { scaledValue } from '../resources/quantity';

type Status = NonNullable<Deployment['status']>;

const FAILURE = 'ReplicaFailure';

/** Counts of a Deployment, from its ReplicaSets. */
export function deploymentCounts(
  deployment: Deployment,
  current: ReplicaSet,
  all: readonly ReplicaSet[],
): Status {
  const total = (of: (set: ReplicaSet) => number | undefined) =>
    all.reduce((value, set) => value + (of(set) ?? 0), 0);
  const replicas = total(set => set.status?.replicas);
  const available = total(set => set.status?.availableReplicas);
  const ready = total(set => set.status?.readyReplicas);
  const updated = current.status?.replicas ?? 0;
  const asked = total(set => set.spec.replicas);
  const unavailable = Math.max(0, asked - available);
  return {
    observedGeneration: deployment.metadata.generation,
    ...(replicas > 0 ? { replicas } : {}),
    ...(updated > 0 ? { updatedReplicas: updated } : {}),
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(available > 0 ? { availableReplicas: available } : {}),
    ...(unavailable > 0 ? { unavailableReplicas: unavailable } : {}),
  };
}

/** Whether every pod is new and available, as the controller has it. */
export function isComplete(deployment: Deployment, counts: Status): boolean {
  const desired = deployment.spec.replicas ?? 1;
  return (
    (counts.updatedReplicas ?? 0) === desired &&
    (counts.replicas ?? 0) === desired &&
    (counts.availableReplicas ?? 0) === desired
  );
}

/** Whether the rollout came closer to its end since the last look. */
export function hasProgressed(
  before: Status | undefined,
  now: Status,
): boolean {
  const old = (status: Status | undefined) =>
    (status?.replicas ?? 0) - (status?.updatedReplicas ?? 0);
  return (
    (now.updatedReplicas ?? 0) > (before?.updatedReplicas ?? 0) ||
    old(now) < old(before) ||
    (now.readyReplicas ?? 0) > (before?.readyReplicas ?? 0) ||
    (now.availableReplicas ?? 0) > (before?.availableReplicas ?? 0)
  );
}

/** What is known about a rollout's pace. */
export interface Progress {
  readonly complete: boolean;
  readonly progressed: boolean;
  readonly created: boolean;
  readonly timedOut: boolean;
}

/** Conditions with the reasons and sentences of the deployment controller. */
export function deploymentConditions(
  deployment: Deployment,
  counts: Status,
  current: ReplicaSet,
  progress: Progress,
  now: string,
): Condition[] {
  const before = deployment.status?.conditions;
  const progressing = progressCondition(before, current, progress);
  const withProgress = progressing
    ? stamp(withCondition(before, progressing, now), before, now)
    : before;
  const desired = deployment.spec.replicas ?? 1;
  const spare = scaledValue(
    deployment.spec.strategy?.rollingUpdate?.maxUnavailable,
    desired,
    Math.floor,
  );
  const enough = (counts.availableReplicas ?? 0) >= desired - spare;
  const list = withCondition(
    withProgress,
    enough
      ? {
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
          message: 'Deployment has minimum availability.',
        }
      : {
          type: 'Available',
          status: 'False',
          reason: 'MinimumReplicasUnavailable',
          message: 'Deployment does not have minimum availability.',
        },
    now,
  );
  return stamp(withFailure(list, current, now), before, now);
}

/** What keeps the newest replica set from making pods is the Deployment's too. */
function withFailure(
  list: Condition[],
  current: ReplicaSet,
  now: string,
): Condition[] {
  const failure = findCondition(current.status?.conditions, FAILURE);
  return failure
    ? withCondition(
        list,
        {
          type: FAILURE,
          status: 'True',
          reason: failure.reason,
          message: failure.message,
        },
        now,
      )
    : list.filter(({ type }) => type !== FAILURE);
}

function progressCondition(
  before: readonly Condition[] | undefined,
  current: ReplicaSet,
  progress: Progress,
): ConditionChange | undefined {
  const set = `ReplicaSet "${current.metadata.name}"`;
  const last = findCondition(before, 'Progressing');
  if (progress.created) {
    return {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetCreated',
      message: `Created new replica set "${current.metadata.name}"`,
    };
  }
  if (progress.complete) {
    return {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `${set} has successfully progressed.`,
    };
  }
  // A finished rollout stays finished: pods that fail later do not reopen it.
  if (
    last?.reason === 'NewReplicaSetAvailable' &&
    last.message?.startsWith(set)
  ) {
    return undefined;
  }
  if (progress.timedOut) {
    return {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `${set} has timed out progressing.`,
    };
  }
  return progress.progressed || !last
    ? {
        type: 'Progressing',
        status: 'True',
        reason: 'ReplicaSetUpdated',
        message: `${set} is progressing.`,
      }
    : undefined;
}

/** Deployments alone also say when a condition was last confirmed. */
function stamp(
  list: readonly Condition[],
  before: readonly Condition[] | undefined,
  now: string,
): Condition[] {
  return list.map(item => {
    const old = findCondition(before, item.type);
    const same =
      old?.status === item.status &&
      old.reason === item.reason &&
      old.message === item.message;
    return {
      ...item,
      lastUpdateTime: same ? old.lastUpdateTime ?? now : now,
    };
  });
}
