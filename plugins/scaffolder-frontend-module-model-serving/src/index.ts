/**
 * The fields of the wizard that deploys a model.
 *
 * @packageDocumentation
 */
export { modelServingFieldsModule as default } from './module';
