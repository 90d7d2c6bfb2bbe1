import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { checkService } from './checkService';
import { ServiceNameField } from './ServiceNameField';
import { validateServiceName } from './validateServiceName';

export const serviceNameField = createFormField({
  name: 'ModelfleetServiceName',
  component: ServiceNameField,
  schema: makeFieldSchema({ output: z => z.string() }),
  validation: async (value, field, { apiHolder, formData }) => {
    const fault = validateServiceName(value);
    const problem = fault ? undefined : await checkService(formData, apiHolder);
    const message =
      fault ?? (problem?.field === 'service' ? problem.message : undefined);
    if (message) {
      field.addError(message);
    }
  },
});
