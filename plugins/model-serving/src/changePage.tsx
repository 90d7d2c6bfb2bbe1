import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { changeServiceRouteRef } from '@modelfleet/backstage-plugin-model-serving-react';

export const changePage = PageBlueprint.make({
  name: 'change-service',
  params: {
    path: '/change-service/:tenant/:service',
    routeRef: changeServiceRouteRef,
    title: 'Change a service',
    loader: () => import('./change').then(m => <m.ChangePage />),
  },
});
