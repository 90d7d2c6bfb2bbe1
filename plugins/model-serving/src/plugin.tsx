import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiBrainLine } from '@remixicon/react';
import { liveFleetApi, modelServingApi } from './apis';
import {
  aboutModelCard,
  deployIconLink,
  gpuCard,
  performanceCard,
  rolloutCard,
  servedEntityLayout,
} from './entityExtensions';
import { fleetPage } from './fleetPage';
import { modelsPage } from './modelsPage';
import { fleetRouteRef, modelsRouteRef, templateRouteRef } from './routes';

/**
 * Cards and a page that show where models run, on which GPUs, and how their
 * rollout goes.
 *
 * @public
 */
export const modelServingPlugin = createFrontendPlugin({
  pluginId: 'model-serving',
  title: 'Model serving',
  icon: <RiBrainLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { models: modelsRouteRef, fleet: fleetRouteRef },
  externalRoutes: { template: templateRouteRef },
  extensions: [
    modelServingApi,
    liveFleetApi,
    modelsPage,
    fleetPage,
    rolloutCard,
    gpuCard,
    performanceCard,
    aboutModelCard,
    deployIconLink,
    servedEntityLayout,
  ],
});
