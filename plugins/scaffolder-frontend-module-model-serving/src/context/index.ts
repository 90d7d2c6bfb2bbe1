export { contextLengthField } from './field';
export { contextLengthShape } from './shape';
