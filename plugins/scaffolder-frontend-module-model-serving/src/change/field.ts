import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ChangeField } from './ChangeField';
import { changeShape } from './shape';

export const changeField = createFormField({
  name: 'ModelfleetChange',
  component: ChangeField,
  schema: makeFieldSchema({ output: () => changeShape }),
});
