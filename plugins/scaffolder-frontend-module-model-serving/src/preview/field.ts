import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import { PreviewField } from './PreviewField';

export const previewFieldOptions: FormFieldExtensionData = {
  name: 'ModelfleetPreview',
  component: PreviewField,
  schema: makeFieldSchema({ output: z => z.string().optional() }),
};

export const previewField = createFormField(previewFieldOptions);
