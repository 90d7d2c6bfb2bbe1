/**
 * What tests of several packages share: every way to ask for a service.
 *
 * @packageDocumentation
 */
export * from './combinations';
export * from './compareSchemas';
export * from './platform';
export * from './withEveryPair';
