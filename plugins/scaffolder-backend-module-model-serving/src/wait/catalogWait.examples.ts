import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Link to a service that was just pushed',
    example: stringify({
      steps: [
        {
          id: 'catalog',
          name: 'Wait for the catalog',
          action: 'model-serving:catalog:wait',
          input: { entityRef: '${{ steps.push.output.entityRef }}' },
        },
      ],
    }),
  },
];
