import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Take a service out of one cluster, and commit it',
    example: stringify({
      steps: [
        {
          id: 'remove',
          name: 'Take it out',
          action: 'model-serving:remove',
          input: {
            service: 'support-chat',
            tenant: 'chat',
            clusters: ['edge-plant'],
          },
        },
        {
          id: 'push',
          name: 'Commit to Git',
          action: 'model-serving:git:push',
          input: {
            service: 'support-chat',
            tenant: 'chat',
            sourcePath: '${{ steps.remove.output.path }}',
            basedOn: '${{ steps.remove.output.basedOn }}',
            removed: '${{ steps.remove.output.removed }}',
          },
        },
      ],
    }),
  },
];
