/**
 * The Model kind in the catalog, and inference services read from GitOps
 * repositories.
 *
 * @packageDocumentation
 */
export { catalogModuleModel as default } from './module';
