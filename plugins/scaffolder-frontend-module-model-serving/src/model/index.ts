export { modelField } from './field';
export { useChosenModel } from './useChosenModel';
export type { ChosenModel } from './useChosenModel';
