import {
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
  useRouteRef,
  type IconElement,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import type { ReactNode } from 'react';

/** What the framework puts around a page, for a page that it did not make. */
export function CatalogShell(props: {
  title: string | undefined;
  icon: IconElement | undefined;
  children: ReactNode;
}) {
  const { title, icon, children } = props;
  const titleLink = useRouteRef(catalogPlugin.routes.catalogIndex)?.();
  const headerActions = useApi(
    pluginHeaderActionsApiRef,
  ).getPluginHeaderActions('catalog');
  return (
    <PageLayout
      title={title ?? 'Catalog'}
      {...(icon !== undefined && { icon })}
      {...(titleLink !== undefined && { titleLink })}
      headerActions={headerActions}
    >
      {children}
    </PageLayout>
  );
}
