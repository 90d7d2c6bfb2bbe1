import { z } from 'zod/v3';

/** Which service a form changes; absent in a form that makes a new one. */
export const changeShape = z.object({
  tenant: z.string().min(1).describe('Tenant of the service'),
  service: z.string().min(1).describe('Name of the service'),
  repository: z.string().min(1).describe('Id of its repository'),
  fingerprint: z
    .string()
    .optional()
    .describe('Of its files as the form was filled in'),
  placements: z
    .array(
      z.object({
        cluster: z.string(),
        product: z.string().optional(),
        replicas: z.number(),
        maxReplicas: z.number().optional(),
        gpusPerReplica: z.number(),
        resourceName: z.string().optional(),
      }),
    )
    .catch([])
    .describe('What each of its clusters has as the form was filled in'),
});

export type ChangeValue = z.output<typeof changeShape>;
