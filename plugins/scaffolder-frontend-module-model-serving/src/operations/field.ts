import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import { faultOfChoice } from '@modelfleet/backstage-plugin-model-serving-common';
import { CHOICE_WORDS } from './choiceWords';
import { OperationsField, RuntimeField } from './OperationsField';
import { operationsOptionsShape, operationsShape } from './shape';

export const operationsFieldOptions: FormFieldExtensionData = {
  name: 'ModelfleetOperations',
  component: OperationsField,
  schema: makeFieldSchema({
    output: () => operationsShape,
    uiOptions: () => operationsOptionsShape,
  }),
  validation: (value, field) => {
    const fault = faultOfChoice('costCenter', value?.costCenter ?? '');
    if (fault) {
      field.addError(`${CHOICE_WORDS.costCenter.title} ${fault}.`);
    }
    const { scaleToZero, autoscaling = 'keda' } = value ?? {};
    if (scaleToZero === true && autoscaling !== 'keda') {
      field.addError(
        'To stop when nobody asks, let the number of replicas follow the length of the queue (KEDA).',
      );
    }
  },
};

export const operationsField = createFormField(operationsFieldOptions);

export const runtimeFieldOptions: FormFieldExtensionData = {
  name: 'ModelfleetRuntime',
  component: RuntimeField,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: () => operationsOptionsShape,
  }),
};

export const runtimeField = createFormField(runtimeFieldOptions);
