import { createExtensionTester } from '@backstage/frontend-test-utils';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import {
  contextLength,
  modelPicker,
  operations,
  placementPicker,
  preview,
  runtime,
  tenantPicker,
  waves,
} from './module';

const { formFieldLoader } = FormFieldBlueprint.dataRefs;
const loaders = {
  ModelfleetModelPicker: () =>
    createExtensionTester(modelPicker).get(formFieldLoader),
  ModelfleetTenantPicker: () =>
    createExtensionTester(tenantPicker).get(formFieldLoader),
  ModelfleetPlacementPicker: () =>
    createExtensionTester(placementPicker).get(formFieldLoader),
  ModelfleetContextLength: () =>
    createExtensionTester(contextLength).get(formFieldLoader),
  ModelfleetRuntime: () => createExtensionTester(runtime).get(formFieldLoader),
  ModelfleetOperations: () =>
    createExtensionTester(operations).get(formFieldLoader),
  ModelfleetWaves: () => createExtensionTester(waves).get(formFieldLoader),
  ModelfleetPreview: () => createExtensionTester(preview).get(formFieldLoader),
};

it.each(Object.entries(loaders))(
  'offers %s to templates, with its schema',
  async (name, loaderOf) => {
    const load = loaderOf();
    expect(await load()).toMatchObject({
      name,
      schema: { schema: { returnValue: expect.anything() } },
    });
  },
);
