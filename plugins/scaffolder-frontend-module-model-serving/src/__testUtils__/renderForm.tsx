import { useState, type ComponentType } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { CatalogApi } from '@backstage/catalog-client';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { ModelServingApi } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveFleet,
  liveFleetApiRef,
  modelServingApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { bge, chat, clusters, llama, vision } from '../__fixtures__';

/**
 * Renders one field as the wizard does: its value goes round through the
 * form. Answers with the value as it is now.
 */
export async function renderField(options: {
  // The form hands a field far more than these; the fields use only these.
  field: ComponentType<never>;
  value?: unknown;
  formData?: Record<string, unknown>;
  fleet?: Partial<ModelServingApi>;
  catalog?: Partial<CatalogApi>;
}) {
  const { field, value: initial, formData = {}, fleet, catalog } = options;
  const Field = field as ComponentType<Record<string, unknown>>;
  let current = initial;

  function Form() {
    const [value, setValue] = useState<unknown>(initial);
    return (
      <Field
        schema={{}}
        uiSchema={{}}
        required
        formData={value}
        formContext={{ formData }}
        onChange={(next: unknown) => {
          current = next;
          setValue(next);
        }}
      />
    );
  }

  const modelServingApi: ModelServingApi = {
    getTenants: async () => ({ items: [chat, vision] }),
    getClusters: async () => ({
      status: 'changed',
      value: { version: '1', items: clusters },
    }),
    getOverviews: async () => ({ status: 'unchanged' }),
    getWorkloads: async () => ({ status: 'unchanged' }),
    getDoctor: async () => ({ status: 'unchanged' }),
    getClusterDoctor: async () => ({ status: 'unchanged' }),
    getEntityWaves: async () => ({ status: 'unchanged' }),
    getEntityGpus: async () => ({ status: 'unchanged' }),
    getEntityFigures: async () => ({ status: 'unchanged' }),
    getGpuActivity: async () => ({ status: 'unchanged' }),
    getGpuHolders: async () => ({ status: 'unchanged' }),
    getEntityRollouts: async () => ({ status: 'unchanged' }),
    planChange: async () => {
      throw new Error('Not part of this test');
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
      throw new Error('Not part of this test');
    },
    previewChange: async () => {
      throw new Error('Not part of this test');
    },
    validateFiles: async () => {
      throw new Error('Not part of this test');
    },
    ...fleet,
  };

  await renderInTestApp(<Form />, {
    apis: [
      [
        catalogApiRef,
        catalog
          ? catalogApiMock.mock(catalog)
          : catalogApiMock({ entities: [llama, bge] }),
      ],
      [
        liveFleetApiRef,
        LiveFleet.create({
          modelServingApi,
        }),
      ],
      [modelServingApiRef, modelServingApi],
    ],
  });
  return { value: () => current };
}

/** An API that is away. */
export async function away(): Promise<never> {
  throw new Error('The backend is starting.');
}
