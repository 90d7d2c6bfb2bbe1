import { Children } from 'react';
import {
  CatalogIndexPage,
  type CatalogIndexPageProps,
} from '@backstage/plugin-catalog/alpha';
import { modelTableColumns } from './modelTableColumns';

/** The catalog's page, with the columns of Models where Models are shown. */
export function CatalogContent(
  props: Pick<CatalogIndexPageProps, 'pagination' | 'exportSettings'> & {
    filters: JSX.Element[];
  },
) {
  const { filters, ...rest } = props;
  return (
    <CatalogIndexPage
      {...rest}
      filters={Children.toArray(filters)}
      columns={modelTableColumns}
    />
  );
}
