import type { Evidence, Judgement, ObjectRef } from '../../api/types';
import type { ClusterSnapshot } from '../../fleet/snapshot';
import type {
  ContainerStatusRecord,
  TerminationRecord,
} from '../../observed/containerStatus';
import type { PodRecord } from '../../observed/pod';
import { podProjection } from '../../observed/pod';
import { cut } from '../../observed/text';
import type { AssessmentContext } from '../types';
import { fieldEvidence, objectRef } from '../wording';

/** What the pods of one workload are looked at with. */
export interface PodReading {
  readonly seen: AssessmentContext;
  /** Seconds, when the controller has given up waiting for the pods. */
  readonly deadlineExceeded?: number;
}

/** One thing that can be wrong with a pod, or that it can be waiting for. */
export type PodCheck = (
  pod: PodRecord,
  reading: PodReading,
) => Judgement | undefined;

/** Names a pod. */
export function podRef(cluster: ClusterSnapshot, pod: PodRecord): ObjectRef {
  return objectRef(cluster, podProjection.resource, pod.meta);
}

/** A container's state as evidence. */
export function statusEvidence(
  pod: PodRecord,
  { seen }: PodReading,
  status: ContainerStatusRecord,
): Evidence[] {
  const list = status.init ? 'initContainerStatuses' : 'containerStatuses';
  const path = `status.${list}[${status.name}]`;
  const ref = podRef(seen.cluster, pod);
  const { state, lastTermination } = status;
  const evidence = [
    fieldEvidence(
      ref,
      `${path}.state`,
      describeState(state),
      stateSince(state),
    ),
  ];
  if (lastTermination && state.phase !== 'terminated') {
    evidence.push(
      fieldEvidence(
        ref,
        `${path}.lastState`,
        describeTermination(lastTermination),
        lastTermination.finishedAt,
      ),
    );
  }
  return evidence;
}

/** How the container ended last: now, or before it was started again. */
export function lastEnd(
  status: ContainerStatusRecord,
): TerminationRecord | undefined {
  return status.state.phase === 'terminated'
    ? status.state
    : status.lastTermination;
}

/** What it said when it ended, or why it was ended; one line. */
export function endText(end: TerminationRecord): string {
  const lines = (end.message ?? '').split('\n').filter(line => line.trim());
  const last = lines.at(-1)?.trim();
  return last ? cut(last, 200) : `exit code ${end.exitCode}`;
}

/** The container with the accelerator, or the one that KServe names. */
export function mainFirst(pod: PodRecord): readonly ContainerStatusRecord[] {
  const main = pod.containers.find(
    ({ role, name, requests }) =>
      role === 'container' &&
      (Object.keys(requests).length > 0 || name === 'kserve-container'),
  );
  return [...pod.statuses].sort(
    (a, b) => Number(b.name === main?.name) - Number(a.name === main?.name),
  );
}

/** When it got its machine; a container that waits has no time of its own. */
export function scheduledSince({ conditions }: PodRecord): { since?: string } {
  const since = conditions.find(({ type }) => type === 'PodScheduled')?.since;
  return since ? { since } : {};
}

function stateSince(state: ContainerStatusRecord['state']): string | undefined {
  if (state.phase === 'running') return state.since;
  return state.phase === 'terminated' ? state.finishedAt : undefined;
}

function describeState(state: ContainerStatusRecord['state']): string {
  if (state.phase === 'waiting') {
    return ['waiting', state.reason, state.message].filter(Boolean).join(': ');
  }
  return state.phase === 'running' ? 'running' : describeTermination(state);
}

function describeTermination(end: TerminationRecord): string {
  return ['terminated', end.reason, `exit code ${end.exitCode}`, end.message]
    .filter(Boolean)
    .join(': ');
}
