import {
  isError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { Errors } from 'isomorphic-git';
import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * Says in our own words what went wrong with a git server.
 *
 * The original error is not kept as cause: it may hold the request, and with
 * it the credentials.
 */
export function toRepositoryError(
  repository: GitOpsRepository,
  step: string,
  error: unknown,
): Error {
  if (isOurs(error)) {
    return error;
  }
  const where = `repository '${repository.id}' (${repository.url})`;
  if (error instanceof Errors.HttpError) {
    return fromStatus(where, step, error.data.statusCode);
  }
  if (error instanceof Errors.GitPushError) {
    return new NotAllowedError(
      `The git server refused the push to branch '${repository.branch}' of ${where}: ` +
        `${serverWords(
          error,
        )}. Check branch protection and hooks, or deliver by pull request.`,
    );
  }
  if (error instanceof Errors.NotFoundError) {
    return branchMissing(repository);
  }
  if (isTimeout(error)) {
    return new ServiceUnavailableError(
      `${where} did not answer in time (${step}). Try again when the git server is back.`,
    );
  }
  return new ServiceUnavailableError(
    `${where} cannot be reached (${step}): ${networkWords(error)}`,
  );
}

/** The branch is not there, or the repository has no commit yet. */
export function branchMissing(repository: GitOpsRepository): Error {
  return new NotFoundError(
    `repository '${repository.id}' (${repository.url}) has no branch '${repository.branch}'. ` +
      `Create it with a first commit, or correct modelServing.gitops.repositories[].branch.`,
  );
}

const OUR_NAMES = new Set([
  'AbortError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ServiceUnavailableError',
]);

function isOurs(error: unknown): error is Error {
  // isomorphic-git's errors have a code, and one of them a name like ours.
  return isError(error) && !('code' in error && error.code === error.name)
    ? OUR_NAMES.has(error.name)
    : false;
}

function fromStatus(where: string, step: string, status: number): Error {
  if (status === 401 || status === 403) {
    return new NotAllowedError(
      `The git server refused the credentials for ${where} (HTTP ${status}, ${step}). ` +
        `Check the integration for this host, or the repository's credentials, in the configuration.`,
    );
  }
  if (status === 404) {
    return new NotFoundError(
      `${where} does not exist, or its credentials may not see it (HTTP 404, ${step})`,
    );
  }
  return new ServiceUnavailableError(
    `${where} answered with HTTP ${status} (${step})`,
  );
}

function isTimeout(error: unknown): boolean {
  return isError(error) && error.name === 'TimeoutError';
}

function serverWords(error: InstanceType<typeof Errors.GitPushError>): string {
  const refs = Object.values(error.data.result?.refs ?? {});
  const words = refs.map(ref => ref.error?.trim()).filter(Boolean);
  return (words.join('; ') || 'no reason given').slice(0, 300);
}

/** A code such as ECONNREFUSED, never a message that might quote a header. */
function networkWords(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < 4 && isError(current); depth++) {
    if ('code' in current && typeof current.code === 'string') {
      return current.code;
    }
    current = current.cause;
  }
  return 'the connection failed';
}
