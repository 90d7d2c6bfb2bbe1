import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

// Defaults, locks and what is offered are the platform's
// (modelServing.platform); the renderer checks them.

/** What runs the model. */
export function runtimeField(z: Zod) {
  return z
    .enum(['kserve', 'deployment'], {
      description:
        "KServe's InferenceService, or a Deployment with vLLM; default: as it is in the repository, else as the platform says",
    })
    .optional();
}

/** How the service is operated. */
export function operationsField(z: Zod) {
  const flag = (description: string) => z.boolean({ description }).optional();
  return z
    .object(
      {
        autoscaling: z
          .enum(['none', 'hpa', 'keda'], {
            description: 'What changes the number of replicas',
          })
          .optional(),
        scaleToZero: flag(
          'No replica runs while nobody asks; only with autoscaling keda',
        ),
        queueTarget: z
          .number({
            description:
              'Requests that may wait for each replica before another is started',
          })
          .int()
          .optional(),
        disruptionBudget: flag('Maintenance takes one replica at a time'),
        replacement: z
          .enum(['byRoom', 'startFirst', 'stopFirst'], {
            description:
              'How a new version takes over: it starts first, which needs the GPUs of one more replica, or the old one stops first; byRoom is as each cluster has GPUs left',
          })
          .optional(),
        topologySpread: z
          .enum(['none', 'nodes', 'zones'], {
            description: 'What replicas are spread over, where there is room',
          })
          .optional(),
        networkPolicy: flag('Only those who were named may call the service'),
        exposure: z
          .enum(['internal', 'httproute', 'ingress'], {
            description: 'How it is reached from outside its cluster',
          })
          .optional(),
        monitoring: flag('Prometheus reads its figures'),
        alerts: flag('Its owner is told when it fails or is slow'),
        hubToken: flag('It is given a token of the model hub'),
        modelCache: z
          .enum(['ephemeral', 'volume'], {
            description:
              'Whether its weights are kept in each pod or in a volume',
          })
          .optional(),
        costCenter: z.string({ description: 'Who pays' }).optional(),
      },
      {
        description:
          'How the service is operated. A choice that is left out is as it is in the repository, else as the platform says.',
      },
    )
    .strict()
    .optional();
}
