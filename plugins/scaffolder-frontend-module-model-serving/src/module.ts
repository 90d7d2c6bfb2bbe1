import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

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

/**
 * The fields of the wizard that deploys a model. Templates use them as
 * `ui:field: ModelfleetModelPicker`, `ModelfleetTenantPicker` and
 * `ModelfleetPlacementPicker`.
 *
 * @public
 */
export const modelServingFieldsModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [modelPicker, tenantPicker, placementPicker],
});
