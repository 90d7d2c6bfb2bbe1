export * from './chooseOperations';
export type {
  ChoiceName,
  ChoiceValue,
  Replacement,
  ServiceChoices,
  ServiceOperations,
  ServiceRuntime,
} from './operations';
export { CHOICE_NAMES, faultOfChoice } from './operations';
export * from './platform';
export * from './platformChoices';
export * from './repositoryUrl';
export * from './tenancy';
export * from './types';
