import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendModule,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { modelServingApiRef } from '@modelfleet/backstage-plugin-model-serving-react';
import catalogModelModule from '@modelfleet/backstage-plugin-catalog-frontend-module-model';
import modelServingPlugin from '../src';
import { llama, manyModels, terse } from '../src/__fixtures__';
import { fakeModelServingApi } from './fakeModelServingApi';
import { Gallery } from './Gallery';

const params = new URLSearchParams(window.location.search);
const models = manyModels(Number(params.get('models') ?? 15));

/** `/` shows each card in each of its states; `/models` the page. */
const gallery = createFrontendPlugin({
  pluginId: 'gallery',
  extensions: [
    PageBlueprint.make({
      name: 'gallery',
      params: {
        path: '/',
        title: 'Gallery',
        loader: async () => <Gallery />,
      },
    }),
  ],
});

createDevApp({
  features: [
    gallery,
    catalogPlugin,
    catalogModelModule,
    modelServingPlugin,
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          // Takes the place of the catalog's own client.
          name: '',
          params: define =>
            define({
              api: catalogApiRef,
              deps: {},
              factory: () =>
                catalogApiMock({ entities: [llama, terse, ...models] }),
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'model-serving',
      extensions: [
        ApiBlueprint.make({
          name: 'client',
          params: define =>
            define({
              api: modelServingApiRef,
              deps: {},
              factory: () => fakeModelServingApi(),
            }),
        }),
      ],
    }),
  ],
});
