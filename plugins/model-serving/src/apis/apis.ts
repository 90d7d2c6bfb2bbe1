import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { ModelServingClient } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveFleet,
  liveFleetApiRef,
  modelServingApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';

export const modelServingApi = ApiBlueprint.make({
  name: 'client',
  params: defineParams =>
    defineParams({
      api: modelServingApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        ModelServingClient.create({ discoveryApi, fetchApi }),
    }),
});

export const liveFleetApi = ApiBlueprint.make({
  name: 'live-fleet',
  params: defineParams =>
    defineParams({
      api: liveFleetApiRef,
      deps: { modelServingApi: modelServingApiRef },
      factory: deps => LiveFleet.create(deps),
    }),
});
