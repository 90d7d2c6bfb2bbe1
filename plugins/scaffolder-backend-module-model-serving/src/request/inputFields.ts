import type { z as zod } from 'zod/v3';
import { operationsField, runtimeField } from './operationsField';

type Zod = typeof zod;

// Names are checked by the renderer and by the backend, whose messages say
// what is allowed; the schema here says what is what.

/** Where a service is: the fields that every action has. */
export const serviceFields = {
  service: (z: Zod) =>
    z.string({
      description:
        'Name of the service: lower case letters, digits and "-". It becomes the Component, the folder in Git and part of the address.',
    }),
  tenant: (z: Zod) =>
    z.string({
      description:
        'Tenant that the service belongs to, as configured under modelServing.gitops',
    }),
  repository: (z: Zod) =>
    z
      .string({
        description:
          'Id of the configured repository; may be left out when one repository has the tenant',
      })
      .optional(),
  namespace: (z: Zod) =>
    z
      .string({
        description:
          "Kubernetes namespace, one of the tenant's; default: its first",
      })
      .optional(),
};

/** What the service shall be: the fields of planning and rendering. */
export const requestFields = {
  ...serviceFields,
  model: (z: Zod) =>
    z.string({
      description:
        'Entity reference of the Model, for example model:default/llama-3.1-8b-instruct',
    }),
  variant: (z: Zod) =>
    z
      .string({
        description: "Name of one of the Model's artifacts; default: the first",
      })
      .optional(),
  contextLength: (z: Zod) =>
    z
      .number({
        description:
          'Longest prompt and answer of a request together, in tokens; at most what the Model takes. Default: as it is in the repository, else as the Model takes. Left out for Models that do not generate text.',
      })
      .int()
      .min(1)
      .optional(),
  placements: (z: Zod) =>
    z
      .array(
        z.object({
          cluster: z.string({ description: 'Name of the cluster' }),
          product: z
            .string({
              description: 'GPU model as nodes label it; default: any',
            })
            .optional(),
          replicas: z
            .number({
              description:
                'How many copies run; with autoscaling, how many at least',
            })
            .int()
            .min(1),
          maxReplicas: z
            .number({
              description:
                'With autoscaling, how many copies run at most; default: twice replicas',
            })
            .int()
            .min(1)
            .optional(),
          gpusPerReplica: z
            .number({ description: 'GPUs of each copy' })
            .int()
            .min(1),
          resourceName: z
            .string({
              description:
                'As nodes advertise the GPUs; default: that of the product in this cluster, else nvidia.com/gpu',
            })
            .optional(),
        }),
        {
          description:
            'Where the service runs. Clusters that it has already and that are not named stay as they are.',
        },
      )
      .min(1),
  waves: (z: Zod) =>
    z
      .array(z.array(z.string()).min(1), {
        description:
          'Which clusters change together, in order. Only the first wave goes now; model-serving:waves:next lets the others go. Default: all at once.',
      })
      .optional(),
  runtime: runtimeField,
  operations: operationsField,
  title: (z: Zod) =>
    z.string({ description: 'Name of the service for people' }).optional(),
  description: (z: Zod) =>
    z.string({ description: 'What the service is for' }).optional(),
  system: (z: Zod) =>
    z
      .string({ description: 'Entity reference of the System it is part of' })
      .optional(),
  lifecycle: (z: Zod) =>
    z
      .string({
        description:
          'Lifecycle of the Component; a new one without it is experimental',
      })
      .optional(),
};
