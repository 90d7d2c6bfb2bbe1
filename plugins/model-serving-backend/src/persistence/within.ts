import type { Clock } from '../observe';

/**
 * Waits for something no longer than a time; what comes of it later is nobody's
 * concern.
 *
 * @throws an error that says what took too long.
 */
export async function within<T>(
  clock: Clock,
  ms: number,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const result = work();
  result.catch(() => undefined);
  const late = clock.sleep(ms, done.signal).then(() => {
    throw new Error(`${what} took longer than ${ms / 1000} s`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([result, late]);
  } finally {
    done.abort(new Error('It was in time'));
  }
}
