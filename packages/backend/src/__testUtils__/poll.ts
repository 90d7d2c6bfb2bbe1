/** Longer than any time-out of the product, shorter than a test's. */
const BOUND_MS = 60_000;
const PAUSE_MS = 100;

/**
 * Reads until what was read is as it must be, and gives that; fails with the
 * last thing it read when the bound is over.
 */
export async function eventually<T>(
  what: string,
  read: () => Promise<T>,
  matches: (value: T) => boolean,
  boundMs = BOUND_MS,
): Promise<T> {
  const end = Date.now() + boundMs;
  for (;;) {
    const value = await read();
    if (matches(value)) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(
        `It never came to this: ${what}. Last seen: ${JSON.stringify(
          value,
          undefined,
          1,
        )}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
}
