import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Stop a change in waves, and commit it',
    example: stringify({
      steps: [
        {
          id: 'stop',
          name: 'Stop',
          action: 'model-serving:waves:stop',
          input: {
            service: 'support-chat',
            tenant: 'chat',
          },
        },
        {
          id: 'push',
          name: 'Commit to Git',
          action: 'model-serving:git:push',
          input: {
            service: 'support-chat',
            tenant: 'chat',
            sourcePath: '${{ steps.stop.output.path }}',
            basedOn: '${{ steps.stop.output.basedOn }}',
            removed: '${{ steps.stop.output.removed }}',
            message: '${{ steps.stop.output.message }}',
          },
        },
      ],
    }),
  },
];
