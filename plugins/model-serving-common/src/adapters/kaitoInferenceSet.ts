import type { Judgement } from '../api/types';
import {
  kaitoInferenceSetProjection,
  type KaitoInferenceSetRecord,
} from '../observed/kaitoInferenceSet';
import { kaitoWorkspaceProjection } from '../observed/kaitoWorkspace';
import type { PodRecord } from '../observed/pod';
import { kaitoModel, kaitoWorkspaceAdapter } from './kaitoWorkspace';
import {
  changedAt,
  newestGeneration,
  readReported,
  type ReportedReading,
} from './reported';
import {
  beforeStatus,
  conditionIs,
  detailOf,
  fromPods,
  notServing,
  servesNow,
  stopped,
} from './reportedJudgement';
import { KAITO_SET_LABEL } from './spokenFor';
import type { AssessmentContext, WorkloadAdapter } from './types';
import { notStartedBy } from './wording';

/**
 * KAITO v0.12 InferenceSet. A replica is a Workspace, whose pods tell why it
 * does not serve.
 *
 * @public
 */
export const kaitoInferenceSetAdapter: WorkloadAdapter<KaitoInferenceSetRecord> =
  {
    ...kaitoInferenceSetProjection,
    assess(set, seen) {
      const { inference, desired, ready, conditions } = set;
      const { resource } = kaitoInferenceSetProjection;
      const pods = podsOf(set, seen);
      const observed = newestGeneration(conditions);
      const reading = readReported(resource, set, seen, {
        conditions,
        pods,
        replicas: { desired, ...(ready !== undefined && { ready }) },
        ...(observed !== undefined && { observedGeneration: observed }),
      });
      return {
        ref: reading.ref,
        ...kaitoModel(inference, pods, seen),
        replicas: reading.replicas,
        revisions: [],
        judgement: judge(set, reading),
        changedAt: changedAt(resource, set, seen),
      };
    },
    podsOf,
  };

function podsOf(
  { meta }: KaitoInferenceSetRecord,
  seen: AssessmentContext,
): PodRecord[] {
  return [...seen.cluster.records(kaitoWorkspaceProjection).values()]
    .filter(
      workspace =>
        workspace.meta.namespace === meta.namespace &&
        workspace.meta.labels[KAITO_SET_LABEL] === meta.name,
    )
    .flatMap(workspace => kaitoWorkspaceAdapter.podsOf(workspace, seen));
}

function judge(
  { desired, conditions }: KaitoInferenceSetRecord,
  reading: ReportedReading,
): Judgement {
  const first = beforeStatus(reading);
  if (first) return first;
  if (desired === 0) return stopped(reading, 'spec.replicas', '0');
  const up = conditionIs(reading, 'InferenceSetReady', 'True');
  if (up) return servesNow(reading, up);
  const down = conditionIs(reading, 'InferenceSetReady', 'False');
  if (down?.reason === 'inferencesetFailed') {
    return notServing(
      reading,
      {
        verdict: 'degraded',
        reason: 'RouteNotReady',
        because: `KAITO could not set up its route: ${detailOf(down)}`,
        advice:
          'Ask the platform team to check the inference gateway of the cluster.',
      },
      down,
    );
  }
  return (
    fromPods(reading, down) ??
    notServing(
      reading,
      {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        ...(conditions.length === 0
          ? notStartedBy('KAITO')
          : { because: detailOf(down) ?? 'KAITO is setting it up' }),
      },
      down,
    )
  );
}
