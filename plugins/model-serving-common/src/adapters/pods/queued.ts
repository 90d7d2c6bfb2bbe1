import { findCondition } from '../../observed/condition';
import {
  kueueWorkloadProjection,
  type KueueWorkloadRecord,
} from '../../observed/kueueWorkload';
import type { PodRecord } from '../../observed/pod';
import type { AssessmentContext } from '../types';
import { conditionEvidence, objectRef } from '../wording';
import { podRef, type PodCheck } from './finding';

/** On every pod of a group; the Workload of the group has the same name. */
const POD_GROUP = 'kueue.x-k8s.io/pod-group-name';

/** A queue such as Kueue's holds the pod back on purpose. */
export const queued: PodCheck = (pod, { seen }) => {
  const scheduled = findCondition(pod.conditions, 'PodScheduled');
  if (pod.nodeName || scheduled?.reason !== 'SchedulingGated') return undefined;
  const workload = workloadOf(pod, seen);
  const gate = conditionEvidence(podRef(seen.cluster, pod), scheduled);
  const told = workload && tellingCondition(workload);
  const since = told?.since ?? scheduled.since;
  return {
    verdict: workload?.active === false ? 'suspended' : 'progressing',
    reason: 'WaitingForQueue',
    message: workload
      ? inQueue(workload)
      : 'it waits in a queue of the cluster for its turn',
    evidence:
      workload && told
        ? [
            conditionEvidence(
              objectRef(
                seen.cluster,
                kueueWorkloadProjection.resource,
                workload.meta,
              ),
              told,
            ),
            gate,
          ]
        : [gate],
    ...(since && { since }),
    advice:
      workload?.active === false
        ? 'Ask the platform team why it was taken out of the queue.'
        : 'The queue starts it when its quota allows. Ask the platform team if it takes too long.',
  };
};

function workloadOf(
  pod: PodRecord,
  { cluster }: AssessmentContext,
): KueueWorkloadRecord | undefined {
  const group = pod.meta.labels[POD_GROUP];
  for (const workload of cluster.records(kueueWorkloadProjection).values()) {
    if (workload.meta.namespace !== pod.meta.namespace) continue;
    if (
      workload.owners.includes(pod.meta.uid) ||
      (group !== undefined && workload.meta.name === group)
    ) {
      return workload;
    }
  }
  return undefined;
}

/** What keeps it: thrown out, no quota, or a check after that. */
function tellingCondition({ conditions }: KueueWorkloadRecord) {
  const evicted = findCondition(conditions, 'Evicted');
  if (evicted?.status === 'True') return evicted;
  const reserved = findCondition(conditions, 'QuotaReserved');
  if (reserved && reserved.status !== 'True') return reserved;
  return findCondition(conditions, 'Admitted') ?? reserved;
}

function inQueue(workload: KueueWorkloadRecord): string {
  const { queue, conditions, active } = workload;
  const where = queue ? `the queue ${queue}` : 'a queue of the cluster';
  if (!active) return `it was taken out of ${where} and does not wait any more`;
  const told = tellingCondition(workload);
  const detail = told?.message ? `: ${told.message}` : '';
  if (told?.type === 'Evicted') {
    return `it was stopped to make room and waits in ${where} again${detail}`;
  }
  if (told?.reason === 'Inadmissible') {
    return `${where} cannot take it${detail}`;
  }
  return findCondition(conditions, 'QuotaReserved')?.status === 'True'
    ? `its quota in ${where} is reserved, but it may not start yet${detail}`
    : `it waits in ${where} for its turn${detail}`;
}
