export { placementField } from './field';
