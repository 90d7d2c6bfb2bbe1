import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

export const change = FormFieldBlueprint.make({
  name: 'modelfleet-change',
  params: { field: () => import('./change').then(m => m.changeField) },
});

export const serviceName = FormFieldBlueprint.make({
  name: 'modelfleet-service-name',
  params: { field: () => import('./service').then(m => m.serviceNameField) },
});

export const modelPicker = FormFieldBlueprint.make({
  name: 'modelfleet-model-picker',
  params: { field: () => import('./model').then(m => m.modelField) },
});

export const tenantPicker = FormFieldBlueprint.make({
  name: 'modelfleet-tenant-picker',
  params: { field: () => import('./tenant').then(m => m.tenantField) },
});

export const placementPicker = FormFieldBlueprint.make({
  name: 'modelfleet-placement-picker',
  params: { field: () => import('./placement').then(m => m.placementField) },
});

export const contextLength = FormFieldBlueprint.make({
  name: 'modelfleet-context-length',
  params: { field: () => import('./context').then(m => m.contextLengthField) },
});

export const runtime = FormFieldBlueprint.make({
  name: 'modelfleet-runtime',
  params: { field: () => import('./operations').then(m => m.runtimeField) },
});

export const operations = FormFieldBlueprint.make({
  name: 'modelfleet-operations',
  params: { field: () => import('./operations').then(m => m.operationsField) },
});

export const waves = FormFieldBlueprint.make({
  name: 'modelfleet-waves',
  params: { field: () => import('./waves').then(m => m.wavesField) },
});

export const preview = FormFieldBlueprint.make({
  name: 'modelfleet-preview',
  params: { field: () => import('./preview').then(m => m.previewField) },
});

/**
 * The fields of the wizard that deploys a model. Templates use them as
 * `ui:field: ModelfleetModelPicker`, `ModelfleetServiceName`,
 * `ModelfleetTenantPicker`, `ModelfleetPlacementPicker`,
 * `ModelfleetContextLength`, `ModelfleetRuntime`, `ModelfleetOperations`,
 * `ModelfleetWaves`, `ModelfleetPreview` and, for a service that is there, `ModelfleetChange`.
 *
 * @public
 */
export const modelServingFieldsModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    change,
    serviceName,
    modelPicker,
    tenantPicker,
    placementPicker,
    contextLength,
    runtime,
    operations,
    waves,
    preview,
  ],
});
