import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  scaffolderApiRef,
  type ScaffolderApi,
} from '@backstage/plugin-scaffolder-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import type { ModelServingApi } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveFleet,
  liveFleetApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';
import fieldsModule from '../src';
import { bge, chat, clusters, llama, vision } from '../src/__fixtures__';

// `/create/templates/default/deploy-model` shows the fields in a form;
// `?down` shows them while the fleet API does not answer.
const down = window.location.search.includes('down');

async function answer<T>(value: T): Promise<T> {
  if (down) {
    throw new ServiceUnavailableError('The backend is starting.');
  }
  return value;
}

const modelServing: ModelServingApi = {
  getTenants: () => answer({ items: [chat, vision] }),
  getOverviews: async () => ({ status: 'unchanged' }),
  getWorkloads: async () => ({ status: 'unchanged' }),
  getDoctor: async () => ({ status: 'unchanged' }),
  getClusterDoctor: async () => ({ status: 'unchanged' }),
  getClusters: () =>
    answer({
      status: 'changed',
      value: { version: '1', items: clusters },
    } as const),
  getEntityWaves: () => answer({ status: 'unchanged' } as const),
  getEntityGpus: () => answer({ status: 'unchanged' } as const),
  getEntityFigures: () => answer({ status: 'unchanged' } as const),
  getGpuActivity: () => answer({ status: 'unchanged' } as const),
  getGpuHolders: () => answer({ status: 'unchanged' } as const),
  getEntityRollouts: () => answer({ status: 'unchanged' } as const),
  planChange: async () => {
    throw new ServiceUnavailableError('The gallery plans nothing.');
  },
  assessRooms: async ({ placements, namespace = 'default' }) => ({
    items: placements.map(({ cluster }) => ({
      cluster,
      namespace,
      verdict: 'room',
      message: `No quota of the namespace ${namespace} limits it.`,
      limits: [],
      notKnown: [],
    })),
  }),
  getService: async () => {
    throw new ServiceUnavailableError('The gallery reads no repository.');
  },
  previewChange: async () => {
    throw new ServiceUnavailableError('The gallery previews nothing.');
  },
  validateFiles: async () => {
    throw new ServiceUnavailableError('The gallery checks nothing.');
  },
};

const scaffolder: Partial<ScaffolderApi> = {
  getTemplateParameterSchema: async () => ({
    title: 'Deploy a model',
    steps: [
      {
        title: 'Model and placement',
        schema: {
          required: ['model', 'tenant', 'placements'],
          properties: {
            model: {
              title: 'Model',
              type: 'object',
              'ui:field': 'ModelfleetModelPicker',
            },
            tenant: {
              title: 'Tenant',
              type: 'object',
              'ui:field': 'ModelfleetTenantPicker',
            },
            placements: {
              title: 'Placement',
              description: 'Where it runs, and on what.',
              type: 'array',
              items: { type: 'object' },
              'ui:field': 'ModelfleetPlacementPicker',
            },
            contextLength: {
              title: 'Context length',
              type: 'integer',
              'ui:field': 'ModelfleetContextLength',
            },
          },
        },
      },
    ],
  }),
};

createDevApp({
  features: [
    catalogPlugin,
    scaffolderPlugin,
    fieldsModule,
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
              factory: () => catalogApiMock({ entities: [llama, bge] }),
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'scaffolder',
      extensions: [
        ApiBlueprint.make({
          name: '',
          params: define =>
            define({
              api: scaffolderApiRef,
              deps: {},
              factory: () => scaffolder as ScaffolderApi,
            }),
        }),
        ApiBlueprint.make({
          name: 'fleet',
          params: define =>
            define({
              api: liveFleetApiRef,
              deps: {},
              factory: () =>
                LiveFleet.create({ modelServingApi: modelServing }),
            }),
        }),
      ],
    }),
  ],
});
