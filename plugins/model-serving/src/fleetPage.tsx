import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiServerLine } from '@remixicon/react';
import { fleetRouteRef } from './routes';

export const fleetPage = PageBlueprint.make({
  name: 'fleet',
  params: {
    path: '/fleet',
    routeRef: fleetRouteRef,
    title: 'Fleet',
    icon: <RiServerLine />,
    loader: () => import('./fleet').then(m => <m.FleetPage />),
  },
});
