import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ModelPicker } from './ModelPicker';
import { modelShape } from './shape';
import { validateModel } from './validateModel';

export const modelField = createFormField({
  name: 'ModelfleetModelPicker',
  component: ModelPicker,
  schema: makeFieldSchema({ output: () => modelShape }),
  validation: (value, field) => {
    const problem = validateModel(value);
    if (problem) {
      field.addError(problem);
    }
  },
});
