import { z } from 'zod/v3';

/** A model of the catalog and one of its variants. */
export const modelShape = z.object({
  model: z.string().describe('Entity ref, for example model:default/x'),
  variant: z
    .string()
    .optional()
    .describe('Name of one of its artifacts; default: its first'),
});

export type ModelValue = z.output<typeof modelShape>;
