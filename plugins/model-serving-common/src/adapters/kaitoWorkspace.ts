import type { Judgement, Workload } from '../api/types';
import type { ConditionRecord } from '../observed/condition';
import {
  kaitoWorkspaceProjection,
  type KaitoInferenceRecord,
  type KaitoWorkspaceRecord,
} from '../observed/kaitoWorkspace';
import type { PodRecord } from '../observed/pod';
import { engineIn } from '../observed/servingTemplate';
import { artifactFromArgument } from './artifact';
import { isReady } from './pods/explainPods';
import {
  changedAt,
  newestGeneration,
  podsLabelled,
  readReported,
  revisionsByLabel,
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
import { isSpokenFor } from './spokenFor';
import type { AssessmentContext, WorkloadAdapter } from './types';
import { gpuRequests, mainContainer } from './workloadParts';
import { notStartedBy } from './wording';

/** KAITO v0.12 puts it on every pod of a Workspace. */
const WORKSPACE_LABEL = 'kaito.sh/workspace';

/**
 * KAITO v0.12 Workspace that serves a model; one that tunes a model serves
 * none and is left out, and so is one that an InferenceSet speaks for.
 *
 * The numbers are machines, as `resource.count` is. KAITO counts no ready
 * ones: they are those that its condition vouches for, else the ready pods.
 *
 * @public
 */
export const kaitoWorkspaceAdapter: WorkloadAdapter<KaitoWorkspaceRecord> = {
  ...kaitoWorkspaceProjection,
  assess(workspace, seen) {
    const { meta, inference, desired, conditions } = workspace;
    if (isSpokenFor(meta)) return undefined;
    const pods = podsOf(workspace, seen);
    const ready = readyOf(workspace, pods, seen);
    const observed = newestGeneration(conditions);
    const reading = readReported(
      kaitoWorkspaceProjection.resource,
      workspace,
      seen,
      {
        conditions,
        pods,
        replicas: { desired, ...(ready !== undefined && { ready }) },
        ...(observed !== undefined && { observedGeneration: observed }),
      },
    );
    return {
      ref: reading.ref,
      ...kaitoModel(inference, pods, seen),
      replicas: reading.replicas,
      revisions: revisionsByLabel(pods, 'controller-revision-hash'),
      // The Service has the name of the Workspace, on port 80.
      url: `http://${meta.name}.${meta.namespace ?? 'default'}.svc`,
      judgement: judge(workspace, reading),
      changedAt: changedAt(kaitoWorkspaceProjection.resource, workspace, seen),
    };
  },
  podsOf,
};

/** What a preset or a template serves, and on what. */
export function kaitoModel(
  { preset, runtime, template }: KaitoInferenceRecord,
  pods: readonly PodRecord[],
  seen: AssessmentContext,
): Pick<Workload, 'runtime' | 'artifactUri' | 'gpus'> {
  const containers = template?.containers ?? [];
  const told = preset ?? mainContainer(containers)?.modelArgument;
  const artifactUri = told && artifactFromArgument(told);
  const requests = { ...pods[0]?.requests, ...template?.requests };
  return {
    runtime:
      engineIn(containers) ??
      (runtime === 'transformers' ? 'Transformers' : undefined) ??
      (preset ? 'vLLM' : 'custom'),
    ...(artifactUri && { artifactUri }),
    gpus: gpuRequests(requests, template?.nodeSelector ?? {}, pods, seen),
  };
}

function podsOf(
  { meta }: KaitoWorkspaceRecord,
  seen: AssessmentContext,
): PodRecord[] {
  return podsLabelled(meta.namespace, { [WORKSPACE_LABEL]: meta.name }, seen);
}

function readyOf(
  { conditions, desired }: KaitoWorkspaceRecord,
  pods: readonly PodRecord[],
  seen: AssessmentContext,
): number | undefined {
  if (conditionIs({ conditions }, 'InferenceReady', 'True')) return desired;
  return seen.gpus() && pods.length > 0
    ? pods.filter(isReady).length
    : undefined;
}

function judge(
  workspace: KaitoWorkspaceRecord,
  reading: ReportedReading,
): Judgement {
  const first = beforeStatus(reading);
  if (first) return first;
  if (workspace.desired === 0) return stopped(reading, 'resource.count', '0');
  const up =
    conditionIs(reading, 'WorkspaceSucceeded', 'True') ??
    (workspace.state === 'Ready'
      ? conditionIs(reading, 'InferenceReady', 'True')
      : undefined);
  if (up) return servesNow(reading, up);
  const overall =
    conditionIs(reading, 'WorkspaceSucceeded', 'False') ??
    conditionIs(reading, 'InferenceReady', 'False');
  return (
    failed(workspace, reading, overall) ??
    fromPods(reading, overall) ??
    waiting(workspace, reading, overall)
  );
}

function failed(
  { state }: KaitoWorkspaceRecord,
  reading: ReportedReading,
  overall: ConditionRecord | undefined,
): Judgement | undefined {
  if (overall?.reason === 'BenchmarkFailed') {
    return notServing(
      reading,
      {
        verdict: 'degraded',
        reason: 'NotReady',
        because: `KAITO could not measure it after it was loaded: ${
          overall.message ?? 'it does not say why'
        }`,
        advice:
          'Read the log of the service for the cause. The annotation kaito.sh/disable-benchmark leaves the measurement out.',
      },
      overall,
    );
  }
  if (state !== 'Failed') return undefined;
  return notServing(
    reading,
    {
      verdict: 'degraded',
      reason: 'NotReady',
      because: detailOf(overall) ?? 'KAITO says that it failed',
      advice: 'Look at its replicas in the cluster for the cause.',
    },
    overall,
  );
}

function waiting(
  { state, conditions }: KaitoWorkspaceRecord,
  reading: ReportedReading,
  overall: ConditionRecord | undefined,
): Judgement {
  const mirror = conditionIs(reading, 'ModelMirrorReady', 'False');
  if (mirror) {
    return notServing(
      reading,
      {
        verdict: 'progressing',
        reason: 'ModelDownload',
        because: `the model is being copied: ${detailOf(mirror)}`,
      },
      mirror,
    );
  }
  const machines = ['NodeClaimReady', 'NodesReady', 'ResourceReady']
    .map(type => conditionIs(reading, type, 'False'))
    .find(condition => condition !== undefined);
  if (machines) {
    return notServing(
      reading,
      {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        because: `KAITO waits for machines: ${detailOf(machines)}`,
      },
      machines,
    );
  }
  // KAITO says NotReady only of what was ready before.
  if (state === 'NotReady') {
    return notServing(
      reading,
      {
        verdict: 'degraded',
        reason: 'NotReady',
        because: `it served before and does not now: ${
          detailOf(overall) ?? 'KAITO does not say why'
        }`,
        advice: 'Look at its replicas in the cluster for the cause.',
      },
      overall,
    );
  }
  return notServing(
    reading,
    {
      verdict: 'progressing',
      reason: 'WaitingForPods',
      ...(conditions.length === 0
        ? notStartedBy('KAITO')
        : { because: detailOf(overall) ?? 'KAITO is setting it up' }),
    },
    overall,
  );
}
