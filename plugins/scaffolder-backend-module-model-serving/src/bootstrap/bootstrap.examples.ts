import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: "Write the platform's part and propose it on GitHub",
    example: stringify({
      steps: [
        {
          id: 'bootstrap',
          name: 'Write the files',
          action: 'model-serving:bootstrap',
          input: { repository: 'fleet' },
        },
        {
          id: 'propose',
          name: 'Open a pull request',
          action: 'publish:github:pull-request',
          input: {
            repoUrl: 'github.com?owner=acme&repo=fleet',
            branchName: 'platform-bootstrap',
            title: 'Deliver the folders of the tenants',
            description: 'Written from modelServing.gitops.',
          },
        },
      ],
    }),
  },
  {
    description:
      'Write and commit it, where the repository takes direct pushes',
    example: stringify({
      steps: [
        {
          id: 'bootstrap',
          name: 'Write the files',
          action: 'model-serving:bootstrap',
          input: { repository: 'fleet', push: true },
        },
      ],
    }),
  },
];
