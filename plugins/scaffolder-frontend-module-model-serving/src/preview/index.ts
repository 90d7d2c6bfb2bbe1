export { previewField, previewFieldOptions } from './field';
