import { StatusError } from '../objects/statusError';

/** What a handler gives back: JSON, or text such as a log. */
export type Answer =
  | {
      readonly code: number;
      readonly json: unknown;
      readonly headers?: Record<string, string>;
    }
  | {
      readonly code: number;
      readonly text: string;
      readonly headers?: Record<string, string>;
    };

export function ok(json: unknown): Answer {
  return { code: 200, json };
}

/** A refusal as a `Status` body. */
export function refusal(error: StatusError): Answer {
  return { code: error.code, json: error.body() };
}

/** What a server that has too much to do says, before it reads anything. */
export function tooManyRequests(retryAfterSeconds: number): Answer {
  return {
    code: 429,
    text: 'Too many requests, please try again later.\n',
    headers: { 'Retry-After': String(retryAfterSeconds) },
  };
}

/** What a real API server says about a path that it does not serve at all. */
export const PAGE_NOT_FOUND: Answer = {
  code: 404,
  text: '404 page not found\n',
};

/** Groups whose kinds are built in. */
const BUILT_IN = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'networking.k8s.io',
  'policy',
]);

export function isBuiltIn(group: string): boolean {
  return BUILT_IN.has(group);
}

const UNKNOWN_RESOURCE: Answer = refusal(
  StatusError.create(
    'NotFound',
    'the server could not find the requested resource',
    {},
  ),
);

/**
 * A version or kind that its group does not serve: real servers answer with a
 * Status within built-in groups and in plain text within custom ones.
 */
export function notServed(group: string): Answer {
  return isBuiltIn(group) ? UNKNOWN_RESOURCE : PAGE_NOT_FOUND;
}
