export { publishChanges } from './publishChanges';
