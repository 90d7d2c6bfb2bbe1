import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiBrainLine } from '@remixicon/react';
import { liveFleetApi, modelServingApi } from './apis';
import {
  aboutModelCard,
  deployIconLink,
  gpuCard,
  rolloutCard,
  servedEntityLayout,
} from './entityExtensions';
import { modelsPage } from './modelsPage';
import { modelsRouteRef, templateRouteRef } from './routes';

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
  routes: { models: modelsRouteRef },
  externalRoutes: { template: templateRouteRef },
  extensions: [
    modelServingApi,
    liveFleetApi,
    modelsPage,
    rolloutCard,
    gpuCard,
    aboutModelCard,
    deployIconLink,
    servedEntityLayout,
  ],
});
