import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import {
  ContextLengthField,
  contextLengthOptionsShape,
} from './ContextLengthField';
import { contextLengthShape } from './shape';
import { validateContextLength } from './validateContextLength';

export const contextLengthFieldOptions: FormFieldExtensionData = {
  name: 'ModelfleetContextLength',
  component: ContextLengthField,
  schema: makeFieldSchema({
    output: () => contextLengthShape,
    uiOptions: () => contextLengthOptionsShape,
  }),
  validation: (value, field) => {
    const problem = validateContextLength(value);
    if (problem) {
      field.addError(problem);
    }
  },
};

export const contextLengthField = createFormField(contextLengthFieldOptions);
