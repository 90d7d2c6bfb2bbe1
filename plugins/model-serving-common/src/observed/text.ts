import { redact } from './redact';

/** Longest text that is kept of a message, in UTF-16 code units. @public */
export const LONGEST_MESSAGE = 480;

/**
 * Of each end of a text is looked at so much. A credential whose name is
 * farther from what is kept than this is longer than any that is known.
 */
const LOOKED_AT = 16 * 1024;

/**
 * Redacts credentials, then keeps the start and the end of a long text.
 *
 * @public
 */
export function cut(text: string, longest: number = LONGEST_MESSAGE): string {
  const trimmed = text.trim();
  const isHuge = trimmed.length > 2 * LOOKED_AT;
  const start = redact(isHuge ? trimmed.slice(0, LOOKED_AT) : trimmed);
  if (!isHuge && start.length <= longest) return start;
  const end = isHuge ? redact(trimmed.slice(-LOOKED_AT)) : start;
  // The cause of a failure is usually at the end of what a program printed.
  const head = Math.floor(longest / 3);
  return `${start.slice(0, head)} … ${end.slice(head + 3 - longest)}`;
}
