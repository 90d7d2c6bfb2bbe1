import { createApiRef } from '@backstage/frontend-plugin-api';
import type { ModelServingApi } from '@modelfleet/backstage-plugin-model-serving-common';
import type { LiveFleetApi } from '../live';

/**
 * The model-serving backend.
 *
 * @public
 */
export const modelServingApiRef = createApiRef<ModelServingApi>().with({
  id: 'plugin.model-serving.api',
  pluginId: 'model-serving',
});

/**
 * The answers of the model-serving backend, kept up to date and shared by all
 * cards of a page. Components use it through the hooks.
 *
 * @public
 */
export const liveFleetApiRef = createApiRef<LiveFleetApi>().with({
  id: 'plugin.model-serving.live-fleet',
  pluginId: 'model-serving',
});
