import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Check a service for two clusters',
    example: stringify({
      steps: [
        {
          id: 'plan',
          name: 'Check the plan',
          action: 'model-serving:plan',
          input: {
            service: 'support-chat',
            tenant: 'chat',
            model: 'model:default/llama-3.1-8b-instruct',
            variant: 'bf16',
            contextLength: 8192,
            placements: [
              {
                cluster: 'cloud-eu',
                product: 'NVIDIA-H100-80GB-HBM3',
                replicas: 2,
                gpusPerReplica: 1,
              },
              { cluster: 'edge-plant', replicas: 1, gpusPerReplica: 1 },
            ],
          },
        },
      ],
    }),
  },
];
