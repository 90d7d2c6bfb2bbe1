import type { Judgement, Revision, Workload } from '../api/types';
import type { ConditionRecord } from '../observed/condition';
import type { PodRecord } from '../observed/pod';
import {
  recordKey,
  type ObservedRecord,
  type ResourceType,
} from '../observed/resource';
import { explainPods, isReady } from './pods/explainPods';
import type { AssessmentContext } from './types';
import { objectRef } from './wording';

/** An object whose own controller reports how it is, with its pods. @public */
export interface ReportedReading {
  readonly ref: Workload['ref'];
  readonly meta: ObservedRecord['meta'];
  readonly replicas: Workload['replicas'];
  /** The generation that the controller has looked at, where it says so. */
  readonly observedGeneration?: number;
  readonly conditions: readonly ConditionRecord[];
  /** Youngest first. */
  readonly pods: readonly PodRecord[];
  /** Why pods of it do not serve. */
  readonly finding?: Judgement;
}

/** Looks up what belongs to an object. @public */
export function readReported(
  resource: ResourceType,
  { meta }: ObservedRecord,
  seen: AssessmentContext,
  reported: Pick<ReportedReading, 'replicas' | 'pods'> &
    Partial<Pick<ReportedReading, 'conditions' | 'observedGeneration'>>,
): ReportedReading {
  const finding = explainPods(reported.pods, { seen });
  return {
    conditions: [],
    ...reported,
    ref: objectRef(seen.cluster, resource, meta),
    meta,
    ...(finding && { finding }),
  };
}

/** The pods of a namespace that carry every label, youngest first. @public */
export function podsLabelled(
  namespace: string | undefined,
  labels: Readonly<Record<string, string>>,
  seen: AssessmentContext,
): PodRecord[] {
  const pairs = Object.entries(labels);
  return seen
    .podsIn(namespace ?? '')
    .filter(({ meta }) =>
      pairs.every(([name, value]) => meta.labels[name] === value),
    )
    .sort((a, b) => b.meta.createdAt.localeCompare(a.meta.createdAt, 'en'));
}

/** When the object changed last, as far as that was seen. @public */
export function changedAt(
  resource: ResourceType,
  { meta }: ObservedRecord,
  { cluster }: AssessmentContext,
): string {
  return cluster.changedAt(resource, recordKey(meta)) ?? meta.createdAt;
}

/**
 * The newest generation that any condition was written for; `undefined` when
 * none says, as with controllers that leave the field out.
 *
 * @public
 */
export function newestGeneration(
  conditions: readonly ConditionRecord[],
): number | undefined {
  const generations = conditions
    .map(({ observedGeneration }) => observedGeneration ?? 0)
    .filter(generation => generation > 0);
  return generations.length > 0 ? Math.max(...generations) : undefined;
}

/**
 * Revisions by a label that the controller puts on pods, where it writes no
 * revisions itself. The share is that of ready replicas: nothing measures it.
 *
 * @public
 */
export function revisionsByLabel(
  pods: readonly PodRecord[],
  label: string,
): Revision[] {
  const groups = new Map<string, PodRecord[]>();
  for (const pod of pods) {
    const name = pod.meta.labels[label];
    if (name) groups.set(name, [...(groups.get(name) ?? []), pod]);
  }
  const total = pods.filter(isReady).length;
  return [...groups].map(([name, members], index) => {
    const ready = members.filter(isReady).length;
    const image = members[0]?.containers.find(
      ({ role }) => role === 'container',
    )?.image;
    return {
      name,
      ...(image && { image }),
      ready,
      // Youngest first: the newest pod is of the newest revision.
      current: index === 0,
      share: replicaShare(ready, total),
    };
  });
}

/** Percent is left out where nothing is ready. @public */
export function replicaShare(ready: number, total: number): Revision['share'] {
  return {
    kind: 'replicas',
    ...(total > 0 && { percent: Math.round((ready / total) * 100) }),
  };
}
