export { applicationAdapter } from './application';
export { assessmentContext } from './context';
export { deploymentAdapter } from './deployment';
export { inferenceServiceAdapter } from './inferenceService';
export { artifactFromArgument } from './artifact';
export * from './reported';
export * from './reportedJudgement';
export {
  conditionEvidence,
  fieldEvidence,
  objectRef,
  VERDICT_ORDER,
} from './wording';
export { gpuRequests } from './workloadParts';
export * from './registry';
export * from './types';
