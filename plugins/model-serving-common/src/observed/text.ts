import { redact } from './redact';

/** Longest text that is kept of a message, in UTF-16 code units. @public */
export const LONGEST_MESSAGE = 480;

/**
 * Redacts credentials, then keeps the start and the end of a long text.
 *
 * @public
 */
export function cut(text: string, longest: number = LONGEST_MESSAGE): string {
  const clean = redact(text.trim());
  if (clean.length <= longest) return clean;
  // The cause of a failure is usually at the end of what a program printed.
  const head = Math.floor(longest / 3);
  return `${clean.slice(0, head)} … ${clean.slice(head + 3 - longest)}`;
}
