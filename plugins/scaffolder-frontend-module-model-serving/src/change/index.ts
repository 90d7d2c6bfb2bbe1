export { changeField } from './field';
export { readChange } from './readChange';
export type { ChangeValue } from './shape';
