import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import { checkService } from './checkService';
import { ServiceNameField } from './ServiceNameField';
import { isSaidBySchema } from './isSaidBySchema';
import { validateServiceName } from './validateServiceName';

export const serviceNameFieldOptions: FormFieldExtensionData = {
  name: 'ModelfleetServiceName',
  component: ServiceNameField,
  schema: makeFieldSchema({ output: z => z.string() }),
  validation: async (value, field, { apiHolder, formData, schema }) => {
    if (isSaidBySchema(value, schema)) return;
    const fault = validateServiceName(value);
    const problem = fault ? undefined : await checkService(formData, apiHolder);
    const message =
      fault ?? (problem?.field === 'service' ? problem.message : undefined);
    if (message) {
      field.addError(message);
    }
  },
};

export const serviceNameField = createFormField(serviceNameFieldOptions);
