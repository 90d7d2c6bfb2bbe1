import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiBrainLine } from '@remixicon/react';
import { liveFleetApi, modelServingApi } from './apis';
import {
  aboutModelCard,
  changeIconLink,
  deployIconLink,
  gpuCard,
  performanceCard,
  rolloutCard,
  servedEntityLayout,
} from './entityExtensions';
import { changeServiceRouteRef } from '@modelfleet/backstage-plugin-model-serving-react';
import { changePage } from './changePage';
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
  routes: {
    models: modelsRouteRef,
    fleet: fleetRouteRef,
    changeService: changeServiceRouteRef,
  },
  externalRoutes: { template: templateRouteRef },
  extensions: [
    modelServingApi,
    liveFleetApi,
    modelsPage,
    fleetPage,
    changePage,
    rolloutCard,
    gpuCard,
    performanceCard,
    aboutModelCard,
    deployIconLink,
    changeIconLink,
    servedEntityLayout,
  ],
});
