export { parseExposition, type ExposedSample } from './parse';
