/**
 * The fields of the wizard for apps on Backstage's old frontend system, as
 * children of `ScaffolderFieldExtensions`. They take their APIs from the
 * plugin in `@modelfleet/backstage-plugin-model-serving/legacy`.
 *
 * @packageDocumentation
 */
import { compatWrapper } from '@backstage/core-compat-api';
import { createPlugin } from '@backstage/core-plugin-api';
import {
  createScaffolderFieldExtension,
  type FieldExtensionComponent,
} from '@backstage/plugin-scaffolder-react';
import type { FormFieldExtensionData } from '@backstage/plugin-scaffolder-react/alpha';
import { changeFieldOptions } from './change';
import { contextLengthFieldOptions } from './context';
import { modelFieldOptions } from './model';
import { operationsFieldOptions, runtimeFieldOptions } from './operations';
import { placementFieldOptions } from './placement';
import { previewFieldOptions } from './preview';
import { serviceNameFieldOptions } from './service';
import { tenantFieldOptions } from './tenant';
import { wavesFieldOptions } from './waves';

/**
 * What the fields belong to.
 *
 * @public
 */
export const modelServingFieldsPlugin = createPlugin({
  id: 'scaffolder-model-serving',
});

/** `ui:field: ModelfleetChange`. @public */
export const ModelfleetChangeField = provide(changeFieldOptions);

/** `ui:field: ModelfleetServiceName`. @public */
export const ModelfleetServiceNameField = provide(serviceNameFieldOptions);

/** `ui:field: ModelfleetModelPicker`. @public */
export const ModelfleetModelPickerField = provide(modelFieldOptions);

/** `ui:field: ModelfleetTenantPicker`. @public */
export const ModelfleetTenantPickerField = provide(tenantFieldOptions);

/** `ui:field: ModelfleetPlacementPicker`. @public */
export const ModelfleetPlacementPickerField = provide(placementFieldOptions);

/** `ui:field: ModelfleetContextLength`. @public */
export const ModelfleetContextLengthField = provide(contextLengthFieldOptions);

/** `ui:field: ModelfleetRuntime`. @public */
export const ModelfleetRuntimeField = provide(runtimeFieldOptions);

/** `ui:field: ModelfleetOperations`. @public */
export const ModelfleetOperationsField = provide(operationsFieldOptions);

/** `ui:field: ModelfleetWaves`. @public */
export const ModelfleetWavesField = provide(wavesFieldOptions);

/** `ui:field: ModelfleetPreview`. @public */
export const ModelfleetPreviewField = provide(previewFieldOptions);

function provide(
  options: FormFieldExtensionData,
): FieldExtensionComponent<unknown, unknown> {
  const { name, component: Field, schema, validation } = options;
  return modelServingFieldsPlugin.provide(
    createScaffolderFieldExtension({
      name,
      // It asks for routes as the new system gives them.
      component: props => compatWrapper(<Field {...props} />),
      ...(schema && { schema: schema.schema }),
      ...(validation && { validation }),
    }),
  );
}
