export { modelField } from './field';
