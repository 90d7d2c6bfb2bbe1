export { operationsField, runtimeField } from './field';
