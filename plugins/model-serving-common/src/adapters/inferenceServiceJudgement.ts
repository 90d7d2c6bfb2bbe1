import type { Judgement } from '../api/types';
import { findCondition, type ConditionRecord } from '../observed/condition';
import type { InferenceServiceRecord } from '../observed/inferenceService';
import { KSERVE_ANNOTATIONS } from '../observed/metadata';
import {
  deleting,
  judgeDeployment,
  type DeploymentReading,
} from './deploymentJudgement';
import type { InferenceServiceReading } from './inferenceService';
import { unhealthyCanary, waitingCanary } from './inferenceServiceCanary';
import {
  askWhetherItRuns,
  conditionEvidence,
  count,
  fieldEvidence,
  sentence,
  serving,
} from './wording';
import { isReady } from './pods/explainPods';

/**
 * Judges an InferenceService, KServe v0.20.
 *
 * Equal to Argo CD v3.5's check of the object's own status, except where that
 * check cannot see or does not look:
 *
 * - a condition that is False alone never turns Argo CD's verdict Degraded
 *   (`ProgressDeadlineExceeded`, a failing canary): here it does, unless the
 *   pods show that the model still loads;
 * - Argo CD does not look at pods: here a crash loop, an image that cannot be
 *   fetched or a GPU out of memory is degraded at once, and a new version
 *   that is not serving yet is progressing although the former one still is.
 */
export function judgeInferenceService(
  service: InferenceServiceRecord,
  reading: InferenceServiceReading,
): Judgement {
  const { meta, conditions } = service;
  if (meta.deletedAt) return deleting(reading.ref, meta.deletedAt);
  const stopped = findCondition(conditions, 'Stopped');
  if (stopped?.status === 'True') return stoppedByPerson(reading, stopped);
  if (meta.annotations[KSERVE_ANNOTATIONS.stop] === 'true') {
    return beingStopped(reading);
  }
  return (
    failedLoad(service, reading) ??
    (isUp(service)
      ? judgeServing(service, reading)
      : judgeNotServing(service, reading))
  );
}

/**
 * As Argo CD v3.5 `serving.kserve.io/InferenceService/health.lua` says
 * Healthy: every condition but Stopped is True, and the model is up to date.
 */
function isUp({ conditions, status }: InferenceServiceRecord): boolean {
  const counted = conditions.filter(({ type }) => type !== 'Stopped');
  return (
    status.transition === 'UpToDate' &&
    counted.length > 0 &&
    counted.every(condition => condition.status === 'True')
  );
}

function stoppedByPerson(
  { ref }: InferenceServiceReading,
  condition: ConditionRecord,
): Judgement {
  return {
    verdict: 'suspended',
    reason: 'Stopped',
    message: 'It is stopped: someone asked for that.',
    evidence: [conditionEvidence(ref, condition)],
    ...(condition.since && { since: condition.since }),
    advice: `Remove the annotation ${KSERVE_ANNOTATIONS.stop} in Git to start it.`,
  };
}

/** Asked for, and not said to be done: what the rest says is from before. */
function beingStopped({ ref }: InferenceServiceReading): Judgement {
  return {
    verdict: 'progressing',
    reason: 'RolloutInProgress',
    message: 'It is being stopped: someone asked for that.',
    evidence: [
      fieldEvidence(
        ref,
        `metadata.annotations[${KSERVE_ANNOTATIONS.stop}]`,
        'true',
      ),
    ],
    advice: `Remove the annotation ${KSERVE_ANNOTATIONS.stop} in Git to start it.`,
  };
}

const GIVEN_UP: ReadonlySet<string> = new Set([
  'BlockedByFailedLoad',
  'InvalidSpec',
  // What Argo CD says of an object that has no word for it yet.
  '',
]);

/** `BlockedByFailedLoad` and `InvalidSpec`: KServe has given up. */
function failedLoad(
  { status }: InferenceServiceRecord,
  reading: InferenceServiceReading,
): Judgement | undefined {
  const { transition, lastFailure } = status;
  if (transition === 'UpToDate' || transition === 'InProgress')
    return undefined;
  const { ref } = reading;
  const evidence = [
    fieldEvidence(
      ref,
      'status.modelStatus',
      [transition, lastFailure?.reason, lastFailure?.message]
        .filter(Boolean)
        .join(': '),
      lastFailure?.time,
    ),
  ];
  const replicas = unhealthyReplicas(reading);
  if (replicas?.verdict === 'degraded') {
    return { ...replicas, evidence: [...replicas.evidence, ...evidence] };
  }
  if (!GIVEN_UP.has(transition)) {
    return {
      verdict: 'degraded',
      reason: 'NotUnderstood',
      message: `KServe says "${transition}" of the model, which is not known here: neither that it serves nor that it starts.`,
      evidence,
      advice: 'Look at the service in the cluster.',
    };
  }
  const invalid = transition === 'InvalidSpec';
  const detail = lastFailure?.message ?? lastFailure?.reason;
  const what = invalid
    ? 'KServe cannot run what is written'
    : 'the model could not be loaded';
  return {
    verdict: 'degraded',
    reason: invalid ? 'InvalidSpec' : 'ModelLoadFailed',
    message: sentence(detail ? `${what}: ${detail}` : what),
    evidence,
    ...(lastFailure?.time && { since: lastFailure.time }),
    advice: invalid
      ? 'Check the model format and the runtime of the service.'
      : 'Read the log of the service for the cause.',
  };
}

function judgeServing(
  service: InferenceServiceRecord,
  { stable, pods, ref }: InferenceServiceReading,
): Judgement {
  const up = findCondition(service.conditions, 'Ready');
  const evidence = up ? [conditionEvidence(ref, up)] : [];
  const since = up?.since ? { since: up.since } : {};
  const atZero = stable ? stable.deployment.desired === 0 : pods.length === 0;
  if (atZero && service.predictor.minReplicas === 0) {
    return {
      verdict: 'healthy',
      reason: 'Idle',
      message: 'Idle: scaled to zero until a request comes.',
      evidence,
      ...since,
    };
  }
  if (stable) {
    const judgement = judgeDeployment(stable);
    return judgement.verdict === 'healthy'
      ? belowMinimum(service, stable) ?? judgement
      : judgement;
  }
  const ready = pods.filter(isReady).length;
  return {
    verdict: 'healthy',
    reason: 'Serving',
    message:
      ready > 0
        ? `${count(ready, 'replica')} ${ready === 1 ? 'serves' : 'serve'}.`
        : 'It serves, as KServe says.',
    evidence,
    ...since,
  };
}

/**
 * KServe v0.20 makes a Deployment of one replica in Standard mode, and leaves
 * it to its autoscaler to make them as many as are wanted at least.
 */
function belowMinimum(
  service: InferenceServiceRecord,
  { deployment, ref }: DeploymentReading,
): Judgement | undefined {
  const wanted = leastReplicas(service);
  if (wanted === undefined || deployment.desired >= wanted) return undefined;
  const { ready, desired } = deployment;
  return {
    verdict: 'progressing',
    reason: 'RolloutInProgress',
    message: `${serving(
      ready,
      desired,
    )}; its autoscaler has not made them the ${wanted} that are wanted yet.`,
    evidence: [fieldEvidence(ref, 'spec.replicas', `${desired}`)],
    advice:
      'If this lasts, ask the platform team whether autoscalers work in this cluster.',
  };
}

/** How many KServe's own autoscaler keeps at least; undefined where it has none. */
export function leastReplicas({
  meta,
  predictor,
}: InferenceServiceRecord): number | undefined {
  const scaler = meta.annotations[KSERVE_ANNOTATIONS.autoscalerClass] ?? 'hpa';
  return scaler === 'hpa' ? predictor.minReplicas : undefined;
}

function judgeNotServing(
  service: InferenceServiceRecord,
  reading: InferenceServiceReading,
): Judgement {
  return (
    unhealthyReplicas(reading) ??
    unhealthyCanary(reading) ??
    failedComponent(service, reading) ??
    waitingCanary(service, reading) ??
    routeNotReady(service, reading) ??
    inProgress(service, reading)
  );
}

/** What the Deployment and its pods say; they know more than conditions. */
function unhealthyReplicas({
  stable,
  finding,
}: InferenceServiceReading): Judgement | undefined {
  if (!stable) {
    return finding && { ...finding, message: sentence(finding.message) };
  }
  const judgement = judgeDeployment(stable);
  return judgement.verdict === 'healthy' ? undefined : judgement;
}

const COMPONENTS: readonly string[] = [
  'PredictorReady',
  'TransformerReady',
  'ExplainerReady',
];

/**
 * False is a failure with Knative's conditions; waiting is Unknown. Standard
 * mode says False as well while a Deployment has too few replicas, which is
 * only a failure when its deadline has passed.
 */
function failedComponent(
  { conditions, status: written }: InferenceServiceRecord,
  { ref }: InferenceServiceReading,
): Judgement | undefined {
  const failed = conditions.find(
    ({ type, status, severity }) =>
      COMPONENTS.includes(type) && status === 'False' && severity !== 'Info',
  );
  if (failed?.reason === 'MinimumReplicasUnavailable') return undefined;
  if (!failed) return undefined;
  const detail = failed.message ?? failed.reason;
  const newest = written.latestCreatedRevision;
  // Knative's Ready is about the newest; requests still go to the former one.
  const former = written.traffic.find(
    ({ revisionName, percent = 0 }) =>
      percent > 0 &&
      revisionName === written.latestReadyRevision &&
      revisionName !== newest,
  )?.revisionName;
  const late = failed.reason === 'ProgressDeadlineExceeded' || former;
  const what =
    former && newest
      ? `The former version ${former} serves, and the new one ${newest} does not come up`
      : 'It is not serving';
  return {
    verdict: 'degraded',
    reason: late ? 'RolloutStalled' : 'NotReady',
    message: sentence(detail ? `${what}: ${detail}` : what),
    evidence: [conditionEvidence(ref, failed)],
    ...(failed.since && { since: failed.since }),
    advice: 'Look at its replicas in the cluster for the cause.',
  };
}

/** The model serves, but nobody can reach it. */
function routeNotReady(
  { conditions }: InferenceServiceRecord,
  { ref, stable }: InferenceServiceReading,
): Judgement | undefined {
  if (findCondition(conditions, 'PredictorReady')?.status !== 'True') {
    return undefined;
  }
  const route = conditions.find(
    ({ type, status }) =>
      ['IngressReady', 'PredictorRouteReady', 'RoutesReady'].includes(type) &&
      status !== 'True',
  );
  if (!route) return undefined;
  const ready = stable
    ? `${serving(stable.deployment.ready, stable.deployment.desired)}, but`
    : 'The model is loaded, but';
  const failed = route.status === 'False';
  return {
    verdict: failed ? 'degraded' : 'progressing',
    reason: 'RouteNotReady',
    message: sentence(
      `${ready} it cannot be reached yet: ${
        route.message ?? route.reason ?? 'its route is not ready'
      }`,
    ),
    evidence: [conditionEvidence(ref, route)],
    ...(route.since && { since: route.since }),
    advice:
      'Ask the platform team to check the gateway or ingress of the cluster.',
  };
}

function inProgress(
  { conditions, status }: InferenceServiceRecord,
  { ref }: InferenceServiceReading,
): Judgement {
  if (conditions.length === 0) {
    return {
      verdict: 'progressing',
      reason: 'WaitingForPods',
      message: 'KServe has not started it yet.',
      evidence: [fieldEvidence(ref, 'status.conditions', 'none')],
      advice: askWhetherItRuns('KServe'),
    };
  }
  const waiting = conditions.filter(
    ({ type, status: value }) => type !== 'Stopped' && value !== 'True',
  );
  const because =
    waiting.find(({ message }) => message) ?? waiting[0] ?? conditions[0];
  const loads = status.targetModelState === 'Loading' || waiting.length === 0;
  return {
    verdict: 'progressing',
    reason: loads ? 'ModelLoading' : 'WaitingForPods',
    message: loads
      ? 'The model is being loaded.'
      : sentence(
          `KServe is setting it up${
            because?.message ? `: ${because.message}` : ''
          }`,
        ),
    evidence: because ? [conditionEvidence(ref, because)] : [],
    ...(because?.since && { since: because.since }),
  };
}
