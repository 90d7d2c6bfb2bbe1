/**
 * What other backend packages extend: service refs, extension points and the
 * configured GitOps repositories.
 *
 * @packageDocumentation
 */
export * from './config';
export * from './git';
