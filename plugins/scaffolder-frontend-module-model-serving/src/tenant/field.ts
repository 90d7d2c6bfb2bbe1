import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { tenantShape } from './shape';
import { TenantPicker } from './TenantPicker';
import { validateTenant } from './validateTenant';

export const tenantField = createFormField({
  name: 'ModelfleetTenantPicker',
  component: TenantPicker,
  schema: makeFieldSchema({ output: () => tenantShape }),
  validation: (value, field) => {
    const problem = validateTenant(value);
    if (problem) {
      field.addError(problem);
    }
  },
});
