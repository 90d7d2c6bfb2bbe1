export { modelField, modelFieldOptions } from './field';
export { useChosenModel } from './useChosenModel';
export type { ChosenModel } from './useChosenModel';
export { readChosenModel } from './readChosenModel';
export type { ReadModel } from './readChosenModel';
