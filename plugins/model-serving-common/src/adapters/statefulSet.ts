import type { Revision, Workload } from '../api/types';
import { recordKey } from '../observed/resource';
import { engineIn, isClaimed } from '../observed/servingTemplate';
import {
  statefulSetProjection,
  type StatefulSetRecord,
} from '../observed/statefulSet';
import { artifactFromArgument } from './artifact';
import { isReady } from './pods/explainPods';
import { isSpokenFor } from './spokenFor';
import {
  CONTROLLER_REVISION_HASH,
  judgeStatefulSet,
  podsOfStatefulSet,
  readStatefulSet,
  type StatefulSetReading,
} from './statefulSetJudgement';
import type { AssessmentContext, WorkloadAdapter } from './types';
import { gpuRequests, mainContainer } from './workloadParts';

/**
 * A StatefulSet that serves a model: annotated, selected by an entity, or
 * running a known engine.
 *
 * @public
 */
export const statefulSetAdapter: WorkloadAdapter<StatefulSetRecord> = {
  ...statefulSetProjection,
  assess(set, seen) {
    return serves(set, seen) ? assessStatefulSet(set, seen) : undefined;
  },
  podsOf: podsOfStatefulSet,
};

function serves(
  { meta, template }: StatefulSetRecord,
  seen: AssessmentContext,
): boolean {
  // The workers of a group are controlled by the pod that leads it.
  if (isSpokenFor(meta) || meta.controller?.kind === 'Pod') return false;
  return (
    isClaimed(meta.annotations) ||
    engineIn(template.containers) !== undefined ||
    seen.isSelected(meta)
  );
}

function assessStatefulSet(
  set: StatefulSetRecord,
  seen: AssessmentContext,
): Workload {
  const { meta, template, desired, updated, ready } = set;
  const reading = readStatefulSet(set, seen);
  const told = mainContainer(template.containers)?.modelArgument;
  const artifactUri = told && artifactFromArgument(told);
  return {
    ref: reading.ref,
    runtime: engineIn(template.containers) ?? 'custom',
    ...(artifactUri && { artifactUri }),
    replicas: { desired, updated, ready },
    revisions: revisionsOf(reading, seen),
    gpus: gpuRequests(
      template.requests,
      template.nodeSelector,
      reading.pods,
      seen,
    ),
    judgement: judgeStatefulSet(reading),
    changedAt:
      seen.cluster.changedAt(statefulSetProjection.resource, recordKey(meta)) ??
      meta.createdAt,
  };
}

/**
 * The revision that is asked for, and the one that it replaces. Their share is
 * that of the replicas that are ready; nothing measures traffic.
 */
function revisionsOf(
  { set, pods }: StatefulSetReading,
  seen: AssessmentContext,
): Revision[] {
  const { updateRevision, currentRevision, ready } = set;
  const names = [updateRevision, currentRevision].filter(
    name => name !== undefined,
  );
  const canCount = seen.gpus() !== undefined && pods.length > 0;
  return [...new Set(names)].map(name => {
    const own = pods.filter(
      pod => pod.meta.labels[CONTROLLER_REVISION_HASH] === name,
    );
    const alone = updateRevision === currentRevision;
    const up = alone ? ready : own.filter(isReady).length;
    const sample = own[0]?.containers ?? set.template.containers;
    const main = mainContainer(sample);
    const artifact =
      main?.modelArgument && artifactFromArgument(main.modelArgument);
    const known = alone || canCount;
    const isCurrent = name === updateRevision;
    return {
      name: `revision ${name.slice(name.lastIndexOf('-') + 1)}`,
      ...((own.length > 0 || isCurrent) &&
        main?.image && { image: main.image }),
      ...((own.length > 0 || isCurrent) && artifact && { artifact }),
      ...(known && { ready: up }),
      current: isCurrent,
      share: {
        kind: 'replicas',
        ...(known && ready > 0 && { percent: Math.round((up / ready) * 100) }),
      },
    };
  });
}
