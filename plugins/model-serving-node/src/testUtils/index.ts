/**
 * What tests of packages that write to Git need.
 *
 * @packageDocumentation
 */
export { LINK_TO, startGitServer } from './gitServer';
export type { TestGitServer } from './gitServer';
