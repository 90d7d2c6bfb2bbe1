import { z } from 'zod/v3';

/** What runs in one cluster. */
export const placementShape = z.object({
  cluster: z.string().describe('Name of a cluster that the tenant has'),
  product: z
    .string()
    .optional()
    .describe(
      'GPU product as nodes label it, for example NVIDIA-L4; any without',
    ),
  replicas: z.number().int().min(1).describe('Copies of the model'),
  maxReplicas: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Copies at most, where their number follows the load'),
  gpusPerReplica: z.number().int().min(1).describe('GPUs for each copy'),
  resourceName: z
    .string()
    .optional()
    .describe('By which nodes advertise the GPUs, where the service says it'),
});

export const placementsShape = z.array(placementShape);

export type Placement = z.output<typeof placementShape>;
