import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Wait for a service that was just pushed',
    example: stringify({
      steps: [
        {
          id: 'wait',
          name: 'Follow the rollout',
          action: 'model-serving:rollout:wait',
          input: {
            entityRef: '${{ steps.push.output.entityRef }}',
            timeoutMinutes: 5,
          },
        },
      ],
    }),
  },
];
