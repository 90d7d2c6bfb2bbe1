/**
 * Columns that make sense for Models in the catalog's table, for apps on
 * Backstage's old frontend system:
 * `<CatalogIndexPage columns={modelTableColumns} />`.
 *
 * @packageDocumentation
 */
export { modelTableColumns } from './modelTableColumns';
