/**
 * Columns that make sense for Models in the catalog's table.
 *
 * @packageDocumentation
 */
export { catalogModelModule as default } from './module';
export { modelTableColumns } from './modelTableColumns';
