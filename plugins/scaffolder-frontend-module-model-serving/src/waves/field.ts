import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import { wavesShape } from './shape';
import { validateWaves } from './validateWaves';
import { WavesField, wavesOptionsShape } from './WavesField';

export const wavesFieldOptions: FormFieldExtensionData = {
  name: 'ModelfleetWaves',
  component: WavesField,
  schema: makeFieldSchema({
    output: () => wavesShape,
    uiOptions: () => wavesOptionsShape,
  }),
  validation: (value, field) => {
    const problem = validateWaves(value);
    if (problem) {
      field.addError(problem);
    }
  },
};

export const wavesField = createFormField(wavesFieldOptions);
