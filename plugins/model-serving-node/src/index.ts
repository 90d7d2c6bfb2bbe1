/**
 * What other backend packages extend: service refs, extension points and the
 * configured GitOps repositories.
 *
 * @packageDocumentation
 */
export * from './access';
export * from './config';
export * from './extension';
export * from './fleet';
export * from './git';
export * from './metrics';
