import { z } from 'zod/v3';

/** The choices that were made, by name; the others follow the platform. */
export const operationsShape = z.record(
  z.union([z.string(), z.boolean(), z.number()]),
);

/** How a new version takes over, as a form may have it. */
export const replacementShape = z.enum(['byRoom', 'startFirst', 'stopFirst']);

export type OperationsValue = z.output<typeof operationsShape>;

export const operationsOptionsShape = z.object({
  tenantField: z
    .string()
    .optional()
    .describe('Name of the form’s tenant field; default: tenant'),
  runtimeField: z
    .string()
    .optional()
    .describe('Name of the form’s engine field; default: runtime'),
  placementsField: z
    .string()
    .optional()
    .describe('Name of the form’s clusters; default: placements'),
  modelField: z
    .string()
    .optional()
    .describe('Name of the form’s model field; default: model'),
});

export type OperationsOptions = z.output<typeof operationsOptionsShape>;
