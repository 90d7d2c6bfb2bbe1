import { z } from 'zod/v3';

/** What runs in one cluster. */
export const placementShape = z.object({
  cluster: z.string().describe('Name of a cluster that the tenant has'),
  product: z
    .string()
    .describe('GPU product as nodes label it, for example NVIDIA-L4'),
  replicas: z.number().int().min(1).describe('Copies of the model'),
  gpusPerReplica: z.number().int().min(1).describe('GPUs for each copy'),
});

export const placementsShape = z.array(placementShape);

export type Placement = z.output<typeof placementShape>;
