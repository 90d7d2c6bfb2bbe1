import { createRouteRef, type RouteRef } from '@backstage/frontend-plugin-api';

/**
 * The page that opens the wizard with what a service asks for at present. A
 * query parameter `repository` names the repository where a tenant has
 * several.
 *
 * @public
 */
// Typed by hand: the order in which a compiler names the members of what it
// infers depends on what it compiled before, and API reports have that order.
export const changeServiceRouteRef: RouteRef<{
  tenant: string;
  service: string;
}> = createRouteRef({ params: ['tenant', 'service'] });
