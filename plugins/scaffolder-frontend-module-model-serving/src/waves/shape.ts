import { z } from 'zod/v3';

/** Which clusters change together, in order; nothing for all at once. */
export const wavesShape = z
  .array(z.array(z.string().min(1)).min(1))
  .describe('Which clusters change together, in order');
