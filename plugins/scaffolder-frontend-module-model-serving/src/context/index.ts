export { contextLengthField, contextLengthFieldOptions } from './field';
export { contextLengthShape } from './shape';
