export * from './application';
export * from './applicationSet';
export type { ConditionRecord } from './condition';
export type { ContainerRecord } from './container';
export type {
  ContainerStatusRecord,
  TerminationRecord,
} from './containerStatus';
export * from './deployment';
export { engineOf } from './engine';
export * from './inferencePool';
export * from './inferenceService';
export type { InferenceStatusRecord } from './inferenceServiceStatus';
export * from './InvalidObjectError';
export * from './leaderWorkerSet';
export * from './llmInferenceService';
export * from './node';
export * from './pod';
export type { PodTemplateRecord } from './podTemplate';
export * from './projections';
export * from './replicaSet';
export * from './resource';
export * from './rollout';
export type { RolloutStatusRecord, RolloutWeight } from './rolloutStatus';
export * from './statefulSet';
