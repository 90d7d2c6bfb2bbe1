/**
 * Shared parts of the Modelfleet user interface.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './change';
export * from './cluster';
export * from './delivery';
export * from './entity';
export * from './feedback';
export * from './gpu';
export * from './live';
export * from './model';
export * from './performance';
export * from './rollouts';
export * from './time';
export * from './verdict';
