import { ResponseError } from '@backstage/errors';

/**
 * What to tell a person of an error: the server's own sentence, which names
 * the thing and the way out, where there is one. The message of a
 * `ResponseError` is only the status of the answer.
 *
 * @public
 */
export function sentenceOf(error: Error): string {
  const said = ResponseError.is(error) ? error.cause.message.trim() : '';
  const text = said || error.message || String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
