export type { ModelProblem } from './ModelProblem';
export { ModelValidator } from './ModelValidator';
