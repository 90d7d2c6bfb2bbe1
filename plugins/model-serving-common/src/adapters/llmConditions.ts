import type { Judgement, ObjectRef } from '../api/types';
import { findCondition, type ConditionRecord } from '../observed/condition';
import type { LlmInferenceServiceRecord } from '../observed/llmInferenceService';
import { conditionEvidence, sentence } from './wording';

// KServe v0.20 `llm_inference_service_lifecycle.go`. False is both "failed"
// and "not yet": the reason says which.
const WORKLOADS: readonly string[] = [
  'MainWorkloadReady',
  'WorkerWorkloadReady',
  'PrefillWorkloadReady',
  'PrefillWorkerWorkloadReady',
];
const SCALING: readonly string[] = ['ScalingReady', 'PrefillScalingReady'];
const ROUTE: readonly string[] = [
  'GatewaysReady',
  'HTTPRoutesReady',
  'InferencePoolReady',
  'SchedulerWorkloadReady',
  'TokenizerReady',
];

/** Reasons of conditions that are False for as long as something starts. */
const STARTING =
  /^(?:Progressing|MinimumReplicasUnavailable|NewReplicaSetCreated|FoundNewReplicaSet|ReplicaSetUpdated|GroupsProgressing|GroupsUpdating|GroupsAreProgressing|WaitingForGateway|Pending)$/;

/**
 * The first condition of the rollup that is False, in its order: what serves,
 * what scales it, what leads to it.
 */
export function conditionNotMet(
  { conditions }: LlmInferenceServiceRecord,
  ref: ObjectRef,
  serves: string | undefined,
): Judgement | undefined {
  const failing = (types: readonly string[]) =>
    types
      .map(type => findCondition(conditions, type))
      .find(condition => condition?.status === 'False');
  const workload = failing(WORKLOADS);
  // What was made is judged by itself; its condition may lag behind.
  if (workload && serves === undefined) return workloadNotReady(workload, ref);
  const scaling = failing(SCALING);
  if (scaling) return scalingNotReady(scaling, ref, serves);
  const route = failing(ROUTE);
  if (route) return routeNotReady(route, ref, serves);
  return undefined;
}

const PARTS: Readonly<Record<string, string>> = {
  MainWorkloadReady: 'the model',
  WorkerWorkloadReady: 'the model, on its several machines,',
  PrefillWorkloadReady: 'the part that reads requests (prefill)',
  PrefillWorkerWorkloadReady:
    'the part that reads requests (prefill), on its several machines,',
};

function workloadNotReady(
  condition: ConditionRecord,
  ref: ObjectRef,
): Judgement {
  const late = condition.reason === 'ProgressDeadlineExceeded';
  const starts = isStarting(condition);
  const detail = condition.message ?? condition.reason;
  const part = PARTS[condition.type] ?? 'it';
  return {
    verdict: starts ? 'progressing' : 'degraded',
    ...reasonOf(starts, late),
    message: sentence(
      detail ? `${part} is not up yet: ${detail}` : `${part} is not up yet`,
    ),
    ...told(condition, ref),
    ...(!starts && {
      advice: 'Look at its replicas in the cluster for the cause.',
    }),
  };
}

function reasonOf(starts: boolean, late: boolean): Pick<Judgement, 'reason'> {
  if (starts) return { reason: 'WaitingForPods' };
  return { reason: late ? 'RolloutStalled' : 'NotReady' };
}

function scalingNotReady(
  condition: ConditionRecord,
  ref: ObjectRef,
  serves: string | undefined,
): Judgement {
  return {
    verdict: isStarting(condition) ? 'progressing' : 'degraded',
    reason: 'NotReady',
    message: sentence(
      `${serves ?? 'The model is loaded'}, but its autoscaler does not work: ${
        condition.message ?? condition.reason ?? 'it does not say why'
      }`,
    ),
    ...told(condition, ref),
    advice:
      'It keeps the replicas that it has. Check the metrics that the autoscaler reads.',
  };
}

function routeNotReady(
  condition: ConditionRecord,
  ref: ObjectRef,
  serves: string | undefined,
): Judgement {
  return {
    verdict: isStarting(condition) ? 'progressing' : 'degraded',
    reason: 'RouteNotReady',
    message: sentence(
      `${serves ?? 'The model is loaded'}, but it cannot be reached yet: ${
        condition.message ?? condition.reason ?? 'its route is not ready'
      }`,
    ),
    ...told(condition, ref),
    advice:
      'Ask the platform team to check the gateway, the route and the scheduler of the service.',
  };
}

/**
 * The group of services that share one route. Outside of the rollup: Ready
 * stays True, since the service can still be reached by its own route.
 * `GroupDegraded` is bad when it is True.
 */
export function groupProblem(
  { conditions }: LlmInferenceServiceRecord,
  ref: ObjectRef,
  serves: string | undefined,
): Judgement | undefined {
  const ready = findCondition(conditions, 'GroupReady');
  const degraded = findCondition(conditions, 'GroupDegraded');
  const broken =
    ready?.status === 'False'
      ? ready
      : [degraded].find(condition => condition?.status === 'True');
  if (!broken) return undefined;
  const detail = broken.message ?? broken.reason ?? 'it does not say why';
  return {
    verdict: 'degraded',
    reason: 'RouteNotReady',
    message: sentence(
      broken === ready
        ? `${
            serves ?? 'It serves'
          }, but traffic is not shared with the other services of its group: ${detail}`
        : `${
            serves ?? 'It serves'
          }, but some services of its group take no traffic: ${detail}`,
    ),
    ...told(broken, ref),
    advice:
      'Services of one group must serve the same model under the same name. Compare their configuration.',
  };
}

function isStarting({ reason }: ConditionRecord): boolean {
  return reason === undefined || STARTING.test(reason);
}

function told(
  condition: ConditionRecord,
  ref: ObjectRef,
): Pick<Judgement, 'evidence' | 'since'> {
  return {
    evidence: [conditionEvidence(ref, condition)],
    ...(condition.since && { since: condition.since }),
  };
}
