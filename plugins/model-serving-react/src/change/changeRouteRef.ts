import { createRouteRef } from '@backstage/frontend-plugin-api';

/**
 * The page that opens the wizard with what a service asks for at present. A
 * query parameter `repository` names the repository where a tenant has
 * several.
 *
 * @public
 */
export const changeServiceRouteRef = createRouteRef({
  params: ['tenant', 'service'],
});
