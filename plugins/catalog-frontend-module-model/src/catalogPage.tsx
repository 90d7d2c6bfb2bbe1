import {
  ExtensionBoundary,
  coreExtensionData,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import type { EntityListPagination } from '@backstage/plugin-catalog-react';
import { CatalogShell } from './CatalogShell';

/**
 * The catalog's own page with other columns. Upstream has no input for the
 * columns, but exports the page's component, which takes them. The page's
 * filters and settings stay as they are; exporters that other modules add by
 * the `exportConfig` input are not shown, for upstream keeps their data to
 * itself.
 */
export const catalogPage = catalogPlugin.getExtension('page:catalog').override({
  factory(originalFactory, { config, inputs, node }) {
    const original = originalFactory();
    const filters = inputs.filters.map(filter =>
      filter.get(coreExtensionData.reactElement),
    );
    const { enabled, disableBuiltinExporters } = config.exportSettings ?? {};
    const content = ExtensionBoundary.lazy(node, async () => {
      const { CatalogContent } = await import('./CatalogContent');
      return (
        <CatalogContent
          filters={filters}
          pagination={toPagination(config.pagination)}
          {...(enabled && {
            exportSettings: {
              enabled,
              ...(disableBuiltinExporters && { disableBuiltinExporters }),
            },
          })}
        />
      );
    });
    return [
      ...original,
      coreExtensionData.reactElement(
        <CatalogShell
          title={original.get(coreExtensionData.title)}
          icon={original.get(coreExtensionData.icon)}
        >
          {content}
        </CatalogShell>,
      ),
    ];
  },
});

/** The setting without members that are there but undefined. */
function toPagination(
  setting:
    | boolean
    | {
        mode: 'cursor' | 'offset';
        limit?: number | undefined;
        offset?: number | undefined;
      },
): EntityListPagination {
  if (typeof setting === 'boolean') {
    return setting;
  }
  const { mode, limit, offset } = setting;
  return {
    mode,
    ...(limit !== undefined && { limit }),
    ...(offset !== undefined && { offset }),
  };
}
