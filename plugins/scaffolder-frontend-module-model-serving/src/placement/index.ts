export { placementField, placementFieldOptions } from './field';
