export { applicationAdapter } from './application';
export { assessmentContext } from './context';
export { deploymentAdapter } from './deployment';
export { inferenceServiceAdapter } from './inferenceService';
export { VERDICT_ORDER } from './wording';
export * from './registry';
export * from './types';
