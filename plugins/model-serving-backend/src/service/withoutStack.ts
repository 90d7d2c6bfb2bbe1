import { isError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';

/** Of `@backstage/errors`: what a caller did, or may not do. */
const OF_CALLERS: ReadonlySet<string> = new Set([
  'AuthenticationError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'NotModifiedError',
]);

/**
 * Backstage adds stacks to answers where it runs for development. Whoever made
 * a mistake in a request has no use for where the plugin noticed it; a fault of
 * the plugin's own goes on as it is, and into the log.
 */
export const withoutStack: ErrorRequestHandler = (error, _, __, next) => {
  if (!isError(error) || !OF_CALLERS.has(error.name)) {
    next(error);
    return;
  }
  const { name, message } = error;
  next(
    Object.assign(Object.create(error), { name, message, stack: undefined }),
  );
};
