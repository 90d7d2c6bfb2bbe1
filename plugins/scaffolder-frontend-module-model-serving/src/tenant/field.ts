import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { checkService } from './checkService';
import { tenantShape } from './shape';
import { TenantPicker } from './TenantPicker';
import { validateTenant } from './validateTenant';

export const tenantField = createFormField({
  name: 'ModelfleetTenantPicker',
  component: TenantPicker,
  schema: makeFieldSchema({ output: () => tenantShape }),
  validation: async (value, field, { apiHolder, formData }) => {
    const problem =
      validateTenant(value) ?? (await checkService(value, formData, apiHolder));
    if (problem) {
      field.addError(problem);
    }
  },
});
