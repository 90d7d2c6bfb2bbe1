import type { Deployment } from '../resources/apps';
import type { Condition, ConditionChange } from '../resources/conditions';
import { findCondition, isTrue, withCondition } from '../resources/conditions';
import type {
  InferenceService,
  InferenceServiceStatus,
} from '../resources/kserve';
import type { Pod } from '../resources/pod';
import { predictorName } from './children';
import { nextModelStatus } from './modelStatus';

/** What a reconciliation of KServe saw. */
export interface Seen {
  readonly deployment: Deployment | undefined;
  readonly pods: readonly Pod[];
  readonly ingressDomain: string;
  readonly runtime: string | undefined;
  readonly now: string;
}

/**
 * The status that KServe writes in Standard mode (v0.20): conditions follow
 * the Deployment's, `observedGeneration` is the Deployment's, and a predictor
 * that is not ready leaves the ingress uncreated.
 */
export function nextStatus(
  service: InferenceService,
  seen: Seen,
): InferenceServiceStatus {
  const before = service.status;
  const { name, namespace } = service.metadata;
  const predictor = predictorCondition(seen.deployment);
  const predictorReady = predictor.status === 'True';
  const ingress: ConditionChange = predictorReady
    ? { type: 'IngressReady', status: 'True' }
    : {
        type: 'IngressReady',
        status: 'False',
        reason: 'Predictor ingress not created',
      };
  const conditions = [
    predictor,
    ingress,
    { ...ingress, type: 'Ready' },
    { type: 'Stopped', status: 'False' as const },
  ].reduce<Condition[]>(
    (list, change) => withCondition(list, change, seen.now),
    before?.conditions ?? [],
  );
  const host = (part: string) =>
    `http://${part}-${namespace}.${seen.ingressDomain}`;
  return {
    ...before,
    conditions,
    observedGeneration:
      seen.deployment?.status?.observedGeneration ?? before?.observedGeneration,
    ...(predictorReady
      ? {
          url: host(name),
          address: {
            url: `http://${predictorName(
              service,
            )}.${namespace}.svc.cluster.local`,
          },
        }
      : {}),
    components: {
      predictor: {
        ...before?.components?.predictor,
        ...(predictorReady ? { url: host(predictorName(service)) } : {}),
      },
    },
    modelStatus: nextModelStatus(
      before?.modelStatus,
      seen.pods,
      isTrue(conditions, 'Ready'),
    ),
    deploymentMode: 'Standard',
    ...(seen.runtime ? { clusterServingRuntimeName: seen.runtime } : {}),
  };
}

/** The state of a service that was stopped by annotation. */
export function stoppedStatus(
  service: InferenceService,
  now: string,
): InferenceServiceStatus {
  const changes: ConditionChange[] = [
    { type: 'Stopped', status: 'True' },
    ...['PredictorReady', 'IngressReady', 'Ready'].map(
      (type): ConditionChange => ({
        type,
        status: 'False',
        reason: 'Stopped',
      }),
    ),
  ];
  const { url: _, ...before } = service.status ?? {};
  return {
    ...before,
    deploymentMode: 'Standard',
    conditions: changes.reduce<Condition[]>(
      (list, change) => withCondition(list, change, now),
      before.conditions ?? [],
    ),
  };
}

function predictorCondition(
  deployment: Deployment | undefined,
): ConditionChange {
  const conditions = deployment?.status?.conditions;
  const available = findCondition(conditions, 'Available');
  const progressing = findCondition(conditions, 'Progressing');
  const failure = findCondition(conditions, 'ReplicaFailure');
  if (failure?.status === 'True') {
    return readiness('False', failure);
  }
  if (available?.status === 'False') {
    return readiness('False', available);
  }
  if (progressing?.status === 'False' && progressing.message) {
    return readiness('False', progressing);
  }
  if (progressing?.reason === 'NewReplicaSetAvailable') {
    return readiness('True', progressing);
  }
  if (available?.status === 'True') {
    return readiness('True', available);
  }
  return progressing
    ? readiness('Unknown', progressing)
    : readiness('False', undefined);
}

function readiness(
  status: 'True' | 'False' | 'Unknown',
  from: Condition | undefined,
): ConditionChange {
  return {
    type: 'PredictorReady',
    status,
    reason: from?.reason,
    message: from?.message,
  };
}
