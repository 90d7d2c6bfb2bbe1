import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'Let the second wave go when the first one is healthy, and commit it',
    example: stringify({
      steps: [
        {
          id: 'next',
          name: 'Let the next wave go',
          action: 'model-serving:waves:next',
          input: {
            service: 'support-chat',
            tenant: 'chat',
            wave: 2,
            waitMinutes: 10,
          },
        },
        {
          id: 'push',
          name: 'Commit to Git',
          action: 'model-serving:git:push',
          input: {
            service: 'support-chat',
            tenant: 'chat',
            sourcePath: '${{ steps.next.output.path }}',
            basedOn: '${{ steps.next.output.basedOn }}',
            removed: '${{ steps.next.output.removed }}',
            message: '${{ steps.next.output.message }}',
          },
        },
      ],
    }),
  },
];
