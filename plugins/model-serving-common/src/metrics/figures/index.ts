export { figureNames } from './rules';
