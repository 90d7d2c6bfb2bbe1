export { changeField, changeFieldOptions } from './field';
export { readChange } from './readChange';
export type { ChangeValue } from './shape';
