import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import { ChangeField } from './ChangeField';
import { changeShape } from './shape';

export const changeFieldOptions: FormFieldExtensionData = {
  name: 'ModelfleetChange',
  component: ChangeField,
  schema: makeFieldSchema({ output: () => changeShape }),
};

export const changeField = createFormField(changeFieldOptions);
