import { isRecord } from '../objects/json';
import type { KubeObject } from '../objects/kubeObject';

/** Argo CD's words, best first. */
export const HEALTH_ORDER = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
] as const;

export type Health = (typeof HEALTH_ORDER)[number];

/** The worse of two. */
export function worse(left: Health, right: Health): Health {
  return HEALTH_ORDER.indexOf(left) >= HEALTH_ORDER.indexOf(right)
    ? left
    : right;
}

/**
 * Health of one live object by Argo CD's own checks; `undefined` for kinds
 * that have none, which then do not count.
 */
export function healthOf(object: KubeObject): Health | undefined {
  if (object.metadata.deletionTimestamp) {
    return 'Progressing';
  }
  switch (object.kind) {
    case 'InferenceService':
      return inferenceServiceHealth(object);
    case 'Deployment':
      return deploymentHealth(object);
    case 'HorizontalPodAutoscaler':
      return autoscalerHealth(object);
    case 'Service':
      return 'Healthy';
    case 'ExternalSecret':
    case 'ScaledObject':
      return readyHealth(object);
    case 'HTTPRoute':
      return routeHealth(object);
    default:
      return undefined;
  }
}

/**
 * The Lua check that Argo CD ships (v3.5): a failed condition alone never
 * turns Degraded, only a transition other than UpToDate and InProgress does.
 */
function inferenceServiceHealth(object: KubeObject): Health {
  const status = isRecord(object.status) ? object.status : undefined;
  const list = Array.isArray(status?.conditions) ? status.conditions : [];
  const conditions = list.filter(isRecord);
  if (
    conditions.some(item => item.type === 'Stopped' && item.status === 'True')
  ) {
    return 'Suspended';
  }
  const model = isRecord(status?.modelStatus) ? status.modelStatus : undefined;
  const transition = model?.transitionStatus ?? 'UpToDate';
  const degraded = transition !== 'UpToDate' && transition !== 'InProgress';
  const unhealthy = conditions.some(
    item =>
      item.status === 'Unknown' ||
      (item.status === 'False' && item.type !== 'Stopped'),
  );
  if (!Array.isArray(status?.conditions)) {
    return 'Progressing';
  }
  if (degraded) {
    return 'Degraded';
  }
  return unhealthy || transition === 'InProgress' ? 'Progressing' : 'Healthy';
}

function deploymentHealth(object: KubeObject): Health {
  const spec = isRecord(object.spec) ? object.spec : {};
  const status = isRecord(object.status) ? object.status : {};
  if (spec.paused === true) {
    return 'Suspended';
  }
  const observed = Number(status.observedGeneration ?? 0);
  if (observed < (object.metadata.generation ?? 0)) {
    return 'Progressing';
  }
  const list = Array.isArray(status.conditions) ? status.conditions : [];
  if (
    list
      .filter(isRecord)
      .some(item => item.reason === 'ProgressDeadlineExceeded')
  ) {
    return 'Degraded';
  }
  const wanted = Number(spec.replicas ?? 1);
  const updated = Number(status.updatedReplicas ?? 0);
  const settled =
    updated >= wanted &&
    Number(status.replicas ?? 0) <= updated &&
    Number(status.availableReplicas ?? 0) >= updated;
  return settled ? 'Healthy' : 'Progressing';
}

/** As Argo CD's own check of autoscalers (v3.5). */
function autoscalerHealth(object: KubeObject): Health {
  const degraded: Record<string, readonly string[]> = {
    AbleToScale: ['FailedGetScale', 'FailedUpdateScale'],
    ScalingActive: ['FailedGetResourceMetric', 'InvalidSelector'],
  };
  const list = conditionsOf(object.status);
  if (
    list.some(
      ({ reason, status, type }) =>
        status === 'False' && degraded[String(type)]?.includes(String(reason)),
    )
  ) {
    return 'Degraded';
  }
  const healthy = list.some(
    ({ status, type }) =>
      status === 'True' &&
      ['AbleToScale', 'ScalingLimited'].includes(`${type}`),
  );
  return healthy ? 'Healthy' : 'Progressing';
}

/** Of ScaledObjects and ExternalSecrets: what they say of themselves. */
function readyHealth(object: KubeObject): Health {
  const list = conditionsOf(object.status);
  const stateOf = (type: string) =>
    list.find(condition => condition.type === type)?.status;
  if (stateOf('Paused') === 'True') {
    return 'Suspended';
  }
  const ready = stateOf('Ready');
  if (ready === undefined) {
    return 'Progressing';
  }
  return ready === 'True' ? 'Healthy' : 'Degraded';
}

/** A route that no gateway has taken yet is on its way. */
function routeHealth(object: KubeObject): Health {
  const status = isRecord(object.status) ? object.status : {};
  const parents = Array.isArray(status.parents) ? status.parents : [];
  if (parents.length === 0) {
    return 'Progressing';
  }
  return parents
    .flatMap(conditionsOf)
    .some(
      condition =>
        condition.status === 'False' &&
        ['Accepted', 'ResolvedRefs'].includes(`${condition.type}`),
    )
    ? 'Degraded'
    : 'Healthy';
}

function conditionsOf(status: unknown): Record<string, unknown>[] {
  return isRecord(status) && Array.isArray(status.conditions)
    ? status.conditions.filter(isRecord)
    : [];
}
