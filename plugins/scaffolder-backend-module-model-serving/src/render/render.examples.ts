import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Write the files of a service for one cluster',
    example: stringify({
      steps: [
        {
          id: 'render',
          name: 'Write the files',
          action: 'model-serving:render',
          input: {
            service: 'support-chat',
            title: 'Support chat',
            tenant: 'chat',
            system: 'system:default/assistants',
            model: 'model:default/llama-3.1-8b-instruct',
            placements: [
              { cluster: 'cloud-eu', replicas: 2, gpusPerReplica: 1 },
            ],
          },
        },
      ],
    }),
  },
  {
    description: 'Write the files and propose them on GitHub',
    example: stringify({
      steps: [
        {
          id: 'render',
          name: 'Write the files',
          action: 'model-serving:render',
          input: {
            service: 'support-chat',
            tenant: 'chat',
            model: 'model:default/llama-3.1-8b-instruct',
            placements: [
              { cluster: 'cloud-eu', replicas: 2, gpusPerReplica: 1 },
            ],
          },
        },
        {
          id: 'propose',
          name: 'Open a pull request',
          action: 'publish:github:pull-request',
          input: {
            repoUrl: 'github.com?owner=acme&repo=fleet',
            branchName: 'deploy-support-chat',
            title: 'Deploy support-chat',
            description: 'Deploys support-chat to cloud-eu.',
          },
        },
      ],
    }),
  },
];
