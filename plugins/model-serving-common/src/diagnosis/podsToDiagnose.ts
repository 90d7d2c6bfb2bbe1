import type { ClusterSnapshot } from '../fleet/snapshot';
import { findCondition } from '../observed/condition';
import type { ContainerStatusRecord } from '../observed/containerStatus';
import { podProjection, type PodRecord } from '../observed/pod';
import { objectsToDiagnose } from './objectsToDiagnose';

/**
 * A pod of which more should be known, or an object that should have made pods
 * and has not, which has no logs.
 *
 * @public
 */
export interface PodToDiagnose {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** Whose logs may tell why; none for a pod that never ran. */
  readonly logs: readonly {
    readonly container: string;
    readonly previous: boolean;
  }[];
  /** Changes when there is something new to read. */
  readonly stamp: string;
}

/** Pods of the same owner mostly fail alike. */
const PODS_OF_ONE_OWNER = 2;
const CONTAINERS_OF_ONE_POD = 2;
/** A start that takes no longer than this is not worth a question, ms. */
const ORDINARY_START_MS = 60_000;

/**
 * The pods of a cluster that do not serve although they should, and what of
 * them is worth fetching. Of each owner the newest ones, so that a crash of a
 * hundred replicas costs as much as that of two. After them, what should have
 * made pods and has fewer.
 *
 * @public
 */
export function podsToDiagnose(
  cluster: ClusterSnapshot,
  now: Date,
): readonly PodToDiagnose[] {
  if (cluster.cluster.state.status !== 'live') return [];
  const byOwner = new Map<string, PodRecord[]>();
  for (const pod of cluster.records(podProjection).values()) {
    if (!isInTrouble(pod, now)) continue;
    const owner = pod.meta.controller?.uid ?? pod.meta.uid;
    const pods = byOwner.get(owner);
    if (pods) pods.push(pod);
    else byOwner.set(owner, [pod]);
  }
  const pods = [...byOwner.values()].flatMap(ofOneOwner =>
    ofOneOwner
      .sort((a, b) => b.meta.createdAt.localeCompare(a.meta.createdAt, 'en'))
      .slice(0, PODS_OF_ONE_OWNER)
      .map(toDiagnose),
  );
  return [...pods, ...objectsToDiagnose(cluster, now)];
}

function isInTrouble(pod: PodRecord, now: Date): boolean {
  if (pod.meta.deletedAt || pod.phase === 'Succeeded') return false;
  if (findCondition(pod.conditions, 'Ready')?.status === 'True') return false;
  if (pod.statuses.some(ended)) return true;
  const scheduled = findCondition(pod.conditions, 'PodScheduled');
  const since = scheduled?.since ?? pod.meta.createdAt;
  // No one to ask about a pod that a queue holds back.
  if (scheduled?.reason === 'SchedulingGated') return false;
  if (scheduled?.status === 'False') return true;
  if (pod.statuses.some(isRefused)) return true;
  return now.getTime() - Date.parse(since) > ORDINARY_START_MS;
}

function toDiagnose(pod: PodRecord): PodToDiagnose {
  const logs = (pod.nodeName ? pod.statuses : [])
    .filter(status => !status.ready || status.restarts > 0)
    .map(status => logOf(status))
    .filter(log => log !== undefined)
    .slice(0, CONTAINERS_OF_ONE_POD);
  return {
    uid: pod.meta.uid,
    namespace: pod.meta.namespace ?? '',
    name: pod.meta.name,
    logs,
    stamp: pod.statuses.map(stampOf).join(',') || pod.phase,
  };
}

/** The run that ended is what tells; a first run that goes on tells how far it is. */
function logOf(
  status: ContainerStatusRecord,
): PodToDiagnose['logs'][number] | undefined {
  const { name: container, state, lastTermination } = status;
  if (state.phase === 'terminated') {
    return state.exitCode === 0 && status.init
      ? undefined
      : { container, previous: false };
  }
  if (lastTermination) return { container, previous: true };
  return state.phase === 'running' && !status.init
    ? { container, previous: false }
    : undefined;
}

function ended({ state, lastTermination, ready, init }: ContainerStatusRecord) {
  if (state.phase === 'terminated') return !(init && state.exitCode === 0);
  return !ready && lastTermination !== undefined;
}

function isRefused({ state }: ContainerStatusRecord): boolean {
  return (
    state.phase === 'waiting' &&
    /Err|BackOff|Invalid|Unavailable|Failed/.test(state.reason ?? '')
  );
}

function stampOf({ name, restarts, state }: ContainerStatusRecord): string {
  const ran = state.phase === 'terminated' ? 'ended' : state.phase;
  return `${name}:${restarts}:${ran}`;
}
