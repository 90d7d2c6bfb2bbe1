import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import { checkService } from '../service/checkService';
import { tenantShape } from './shape';
import { TenantPicker } from './TenantPicker';
import { validateTenant } from './validateTenant';

export const tenantFieldOptions: FormFieldExtensionData = {
  name: 'ModelfleetTenantPicker',
  component: TenantPicker,
  schema: makeFieldSchema({ output: () => tenantShape }),
  validation: async (value, field, { apiHolder, formData }) => {
    const fault = validateTenant(value);
    const problem = fault ? undefined : await checkService(formData, apiHolder);
    const message =
      fault ?? (problem?.field === 'tenant' ? problem.message : undefined);
    if (message) {
      field.addError(message);
    }
  },
};

export const tenantField = createFormField(tenantFieldOptions);
