import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiBrainLine } from '@remixicon/react';
import { modelsRouteRef } from './routes';

export const modelsPage = PageBlueprint.make({
  // The plugin's main page: its id is `page:model-serving`. A name that is left
  // out is typed as undefined, which exactOptionalPropertyTypes refuses.
  name: '',
  params: {
    path: '/models',
    routeRef: modelsRouteRef,
    title: 'Models',
    icon: <RiBrainLine />,
    loader: () => import('./models').then(m => <m.ModelsPage />),
  },
});
