/**
 * Scaffolder actions that turn a Model into a GitOps-managed inference service.
 *
 * @packageDocumentation
 */
export { scaffolderModuleModelServing as default } from './module';
