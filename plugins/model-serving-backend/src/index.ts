/**
 * Observes model serving on every cluster and serves what it saw.
 *
 * @packageDocumentation
 */
export { modelServingPlugin as default } from './plugin';
