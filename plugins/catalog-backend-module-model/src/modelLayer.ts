/**
 * The Model kind as a layer of the catalog model, which is alpha in Backstage.
 *
 * @remarks
 *
 * For backends that use the catalog model already: there, relations between a
 * Model and Components or Resources are emitted in both directions only when a
 * layer declares them. Add it next to the module of this package. Adding any
 * layer to a backend that has none changes how *every* kind is validated, so
 * it is not part of the default.
 *
 * @packageDocumentation
 */
export { catalogModuleModelLayer as default } from './layer/module';
export { modelCatalogModelLayer } from './layer/modelCatalogModelLayer';
