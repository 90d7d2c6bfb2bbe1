export { previewField } from './field';
