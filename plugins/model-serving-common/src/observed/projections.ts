import {
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { applicationProjection } from './application';
import { applicationSetProjection } from './applicationSet';
import { createDeploymentProjection } from './deployment';
import { gatewayProjection } from './gateway';
import { httpRouteProjection } from './httpRoute';
import {
  formerInferencePoolProjection,
  inferencePoolProjection,
} from './inferencePool';
import { createInferenceServiceProjection } from './inferenceService';
import { createLeaderWorkerSetProjection } from './leaderWorkerSet';
import { limitRangeProjection } from './limitRange';
import { createLlmInferenceServiceProjection } from './llmInferenceService';
import { createDynamoGraphProjection } from './dynamoGraphDeployment';
import { gitRepositoryProjection } from './gitRepository';
import { helmReleaseProjection } from './helmRelease';
import { createKaitoInferenceSetProjection } from './kaitoInferenceSet';
import { createKaitoWorkspaceProjection } from './kaitoWorkspace';
import { kubeAiModelProjection } from './kubeAiModel';
import { clusterQueueProjection, localQueueProjection } from './kueueQueues';
import { kueueWorkloadProjection } from './kueueWorkload';
import { kustomizationProjection } from './kustomization';
import { createNimServiceProjection } from './nimService';
import { createRayServiceProjection } from './rayService';
import { seldonModelProjection } from './seldonModel';
import { createStormServiceProjection } from './stormService';
import { deviceClassProjection } from './deviceClass';
import {
  resourceClaimProjection,
  resourceClaimTemplateProjection,
} from './resourceClaim';
import { createResourceSliceProjection } from './resourceSlice';
import { createNodeProjection } from './node';
import { createPodProjection } from './pod';
import { createReplicaSetProjection } from './replicaSet';
import type { ObservedRecord, Projection } from './resource';
import { createResourceQuotaProjection } from './resourceQuota';
import { createRolloutProjection } from './rollout';
import { scaledObjectProjection } from './scaledObject';
import { serviceProjection } from './service';
import { createStatefulSetProjection } from './statefulSet';

/**
 * Everything that is listed and watched in each cluster, for a configured
 * table of accelerators.
 *
 * @public
 */
export function createObservedProjections(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): readonly Projection<ObservedRecord>[] {
  return [
    createNodeProjection(accelerators),
    createPodProjection(accelerators),
    createResourceSliceProjection(accelerators),
    resourceClaimProjection,
    resourceClaimTemplateProjection,
    deviceClassProjection,
    createReplicaSetProjection(accelerators),
    createResourceQuotaProjection(accelerators),
    limitRangeProjection,
    kueueWorkloadProjection,
    localQueueProjection,
    clusterQueueProjection,
    createDeploymentProjection(accelerators),
    createStatefulSetProjection(accelerators),
    createInferenceServiceProjection(accelerators),
    createLlmInferenceServiceProjection(accelerators),
    createLeaderWorkerSetProjection(accelerators),
    createRolloutProjection(accelerators),
    scaledObjectProjection,
    inferencePoolProjection,
    formerInferencePoolProjection,
    httpRouteProjection,
    gatewayProjection,
    serviceProjection,
    createKaitoWorkspaceProjection(accelerators),
    createKaitoInferenceSetProjection(accelerators),
    createNimServiceProjection(accelerators),
    createRayServiceProjection(accelerators),
    kubeAiModelProjection,
    createStormServiceProjection(accelerators),
    createDynamoGraphProjection(accelerators),
    seldonModelProjection,
    applicationProjection,
    applicationSetProjection,
    gitRepositoryProjection,
    kustomizationProjection,
    helmReleaseProjection,
  ];
}

/**
 * Everything that is listed and watched in each cluster. A snapshot finds
 * records by the projection's resource, so that the constants of this package
 * read what any of these tables wrote.
 *
 * @public
 */
export const observedProjections: readonly Projection<ObservedRecord>[] =
  createObservedProjections();
