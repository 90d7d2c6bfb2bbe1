import { z } from 'zod/v3';

/** How long a request may be. */
export const contextLengthShape = z
  .number()
  .int()
  .min(1)
  .describe('Longest prompt and answer of a request together, in tokens');
