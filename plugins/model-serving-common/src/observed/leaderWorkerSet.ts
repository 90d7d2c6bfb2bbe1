import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import type { ResourceCounts } from '../gpu/effectiveRequest';
import { readConditions, type ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import { readPodTemplate, type PodTemplateRecord } from './podTemplate';
import type { ObservedRecord, Projection } from './resource';

/**
 * A LeaderWorkerSet. Every count is one of groups: a leader and its workers
 * serve together or not at all.
 *
 * @public
 */
export interface LeaderWorkerSetRecord extends ObservedRecord {
  /** Groups; an absent `spec.replicas` is 1. */
  readonly desired: number;
  /** Pods of a group, the leader among them. */
  readonly size: number;
  /** Groups with a lower index keep their revision. */
  readonly partition: number;
  readonly leader: PodTemplateRecord;
  readonly worker: PodTemplateRecord;
  /** Of a whole group, accelerators only. */
  readonly requests: ResourceCounts;
  readonly observedGeneration?: number;
  /** Groups; absent means 0, as the controller omits zeros. */
  readonly replicas: number;
  readonly updated: number;
  readonly ready: number;
  readonly conditions: readonly ConditionRecord[];
}

/**
 * The projection of LeaderWorkerSets, v0.10 `leaderworkerset.x-k8s.io/v1`.
 *
 * @public
 */
export function createLeaderWorkerSetProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<LeaderWorkerSetRecord> {
  const isAccelerator = (name: string) =>
    acceleratorRule(name, accelerators) !== undefined;
  return {
    resource: {
      group: 'leaderworkerset.x-k8s.io',
      kind: 'LeaderWorkerSet',
      plural: 'leaderworkersets',
      versions: ['v1'],
    },
    project(raw) {
      const set = ObjectReader.create(raw, 'LeaderWorkerSet');
      const spec = set.object('spec');
      const status = set.object('status');
      const group = spec.object('leaderWorkerTemplate');
      const size = group.optionalInteger('size') ?? 1;
      const worker = readPodTemplate(
        group.object('workerTemplate'),
        isAccelerator,
      );
      const leader = group.has('leaderTemplate')
        ? readPodTemplate(group.object('leaderTemplate'), isAccelerator)
        : worker;
      const observedGeneration = status.optionalInteger('observedGeneration');
      return {
        meta: readMeta(set),
        desired: spec.optionalInteger('replicas') ?? 1,
        size,
        partition:
          spec
            .object('rolloutStrategy')
            .object('rollingUpdateConfiguration')
            .optionalInteger('partition') ?? 0,
        leader,
        worker,
        requests: groupRequests(leader.requests, worker.requests, size),
        ...(observedGeneration !== undefined && { observedGeneration }),
        replicas: status.optionalInteger('replicas') ?? 0,
        updated: status.optionalInteger('updatedReplicas') ?? 0,
        ready: status.optionalInteger('readyReplicas') ?? 0,
        conditions: readConditions(status),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const leaderWorkerSetProjection: Projection<LeaderWorkerSetRecord> =
  createLeaderWorkerSetProjection();

/** One leader and `size - 1` workers. @public */
export function groupRequests(
  leader: ResourceCounts,
  worker: ResourceCounts,
  size: number,
): ResourceCounts {
  const total: Record<string, number> = { ...leader };
  for (const [name, count] of Object.entries(worker)) {
    const workers = count * Math.max(0, size - 1);
    if (workers > 0) total[name] = (total[name] ?? 0) + workers;
  }
  return total;
}
