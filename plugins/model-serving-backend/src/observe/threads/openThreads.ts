import { availableParallelism } from 'node:os';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ObserverThreads } from './ObserverThreads';
import type { ObserverThreadsOptions } from './ObserverThreads';

const THREADS_KEY = 'modelServing.observation.threads';
/** More would wait for the main thread, which takes what they tell. */
const MOST_BY_DEFAULT = 4;
const MOST = 32;

/** The threads that configuration asks for; `undefined` for none. */
export function openThreads(
  config: Config,
  options: Omit<ObserverThreadsOptions, 'count' | 'elapsed'>,
): ObserverThreads | undefined {
  const count = config.getOptionalNumber(THREADS_KEY) ?? defaultCount();
  if (!Number.isInteger(count) || count < 0 || count > MOST) {
    throw new InputError(`${THREADS_KEY} must be a whole number, 0 to ${MOST}`);
  }
  return count === 0
    ? undefined
    : ObserverThreads.create({
        ...options,
        count,
        elapsed: () => performance.now(),
      });
}

/** One processor is left to the main thread. */
function defaultCount(): number {
  return Math.min(MOST_BY_DEFAULT, Math.max(1, availableParallelism() - 1));
}
