import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const input = {
  service: 'support-chat',
  tenant: 'chat',
  sourcePath: '${{ steps.render.output.path }}',
  basedOn: '${{ steps.render.output.basedOn }}',
};

export const examples: TemplateExample[] = [
  {
    description: 'Propose what model-serving:render wrote',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Open a pull request',
          action: 'model-serving:git:pull-request',
          input,
        },
      ],
    }),
  },
  {
    description: 'Propose it with the token of the person',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Open a pull request',
          action: 'model-serving:git:pull-request',
          input: {
            ...input,
            title: 'Serve the support chat in Europe',
            token: '${{ secrets.USER_OAUTH_TOKEN }}',
          },
        },
      ],
    }),
  },
];
