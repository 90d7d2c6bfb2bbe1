/**
 * The domain of Modelfleet: pure functions of plain data.
 *
 * @packageDocumentation
 */
export * from './adapters';
export * from './api';
export * from './diagnosis';
export * from './doctor';
export * from './fleet';
export * from './gitops';
export * from './gpu';
export * from './metrics';
export * from './model';
export * from './observed';
export * from './permissions';
export * from './placement';
export * from './quota';
export * from './rendering';
export * from './request';
export * from './sizing';
export * from './validation';
export * from './views';
export * from './waves';
