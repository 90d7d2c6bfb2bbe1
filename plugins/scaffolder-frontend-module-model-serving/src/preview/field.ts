import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { PreviewField } from './PreviewField';

export const previewField = createFormField({
  name: 'ModelfleetPreview',
  component: PreviewField,
  schema: makeFieldSchema({ output: z => z.string().optional() }),
});
