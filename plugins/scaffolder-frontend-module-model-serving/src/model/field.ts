import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import { ModelPicker } from './ModelPicker';
import { modelShape } from './shape';
import { validateModel } from './validateModel';

export const modelFieldOptions: FormFieldExtensionData = {
  name: 'ModelfleetModelPicker',
  component: ModelPicker,
  schema: makeFieldSchema({ output: () => modelShape }),
  validation: (value, field) => {
    const problem = validateModel(value);
    if (problem) {
      field.addError(problem);
    }
  },
};

export const modelField = createFormField(modelFieldOptions);
