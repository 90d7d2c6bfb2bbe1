export * from './application';
export * from './applicationSet';
export { findCondition, readConditions } from './condition';
export type { ConditionRecord } from './condition';
export type { ContainerRecord } from './container';
export type {
  ContainerStatusRecord,
  TerminationRecord,
} from './containerStatus';
export * from './deployment';
export { deviceClassProjection } from './deviceClass';
export type { DeviceClassRecord } from './deviceClass';
export { engineOf } from './engine';
export * from './dynamoGraphDeployment';
export type { FluxSourceRef } from './flux';
export * from './gitRepository';
export * from './helmRelease';
export {
  createKaitoInferenceSetProjection,
  kaitoInferenceSetProjection,
} from './kaitoInferenceSet';
export type { KaitoInferenceSetRecord } from './kaitoInferenceSet';
export {
  createKaitoWorkspaceProjection,
  kaitoWorkspaceProjection,
} from './kaitoWorkspace';
export type {
  KaitoInferenceRecord,
  KaitoWorkspaceRecord,
} from './kaitoWorkspace';
export * from './kubeAiModel';
export * from './kustomization';
export * from './nimService';
export type { RayServeModelRecord } from './rayServeConfig';
export * from './rayService';
export * from './seldonModel';
export * from './stormService';
export * from './gateway';
export * from './httpRoute';
export * from './inferencePool';
export * from './inferenceService';
export type { InferenceStatusRecord } from './inferenceServiceStatus';
export * from './InvalidObjectError';
export * from './kueueQueues';
export * from './kueueWorkload';
export * from './leaderWorkerSet';
export * from './limitRange';
export * from './llmInferenceService';
export { readMeta } from './metadata';
export * from './node';
export { ObjectReader } from './ObjectReader';
export * from './pod';
export type { PodClaimsRecord } from './podClaims';
export { readPodTemplate } from './podTemplate';
export type { PodTemplateRecord } from './podTemplate';
export * from './projections';
export { parseQuantity } from './quantity';
export * from './replicaSet';
export * from './resource';
export * from './resourceClaim';
export * from './resourceQuota';
export * from './resourceSlice';
export * from './rollout';
export type { RolloutStatusRecord, RolloutWeight } from './rolloutStatus';
export * from './scaledObject';
export * from './service';
export * from './statefulSet';
export type { DeliveredObject } from './deliveredObjects';
