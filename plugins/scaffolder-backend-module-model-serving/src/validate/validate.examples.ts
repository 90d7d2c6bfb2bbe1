import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Check what model-serving:render wrote',
    example: stringify({
      steps: [
        {
          id: 'validate',
          name: 'Check with the clusters',
          action: 'model-serving:validate',
          input: {
            service: 'support-chat',
            tenant: 'chat',
            sourcePath: '${{ steps.render.output.path }}',
            basedOn: '${{ steps.render.output.basedOn }}',
          },
        },
      ],
    }),
  },
];
