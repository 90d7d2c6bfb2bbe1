export {
  operationsField,
  operationsFieldOptions,
  runtimeField,
  runtimeFieldOptions,
} from './field';
