import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const where = { service: 'support-chat', tenant: 'chat' };

export const examples: TemplateExample[] = [
  {
    description: 'Push what model-serving:render wrote',
    example: stringify({
      steps: [
        {
          id: 'push',
          name: 'Commit to Git',
          action: 'model-serving:git:push',
          input: {
            ...where,
            sourcePath: '${{ steps.render.output.path }}',
            basedOn: '${{ steps.render.output.basedOn }}',
          },
        },
      ],
    }),
  },
  {
    description: 'Push with the token of the person, and an own message',
    example: stringify({
      steps: [
        {
          id: 'push',
          name: 'Commit to Git',
          action: 'model-serving:git:push',
          input: {
            ...where,
            sourcePath: '${{ steps.render.output.path }}',
            basedOn: '${{ steps.render.output.basedOn }}',
            message: 'Serve the support chat in Europe',
            token: '${{ secrets.USER_OAUTH_TOKEN }}',
          },
        },
      ],
    }),
  },
];
