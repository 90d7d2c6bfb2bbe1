export { assessmentContext } from './context';
export { VERDICT_ORDER } from './judgement';
export * from './types';
