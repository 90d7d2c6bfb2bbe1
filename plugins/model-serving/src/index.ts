/**
 * Cards and a page that show where models run, on which GPUs, and how their
 * rollout goes.
 *
 * @packageDocumentation
 */
export { modelServingPlugin as default } from './plugin';
