const FIRST_MS = 2_000;
const CAP_MS = 60_000;

/**
 * How long to wait before asking again after an error.
 *
 * @param error - what the last attempt threw. An answer that refuses the
 *   request (4xx, but not 408 and 429) will not change soon and waits longest.
 * @param failures - how many attempts failed in a row, at least 1
 * @param random - uniform in [0, 1); spreads the browsers of one office
 * @returns milliseconds, doubling from 2 s to a cap of 60 s, less up to a quarter
 */
export function retryDelay(
  error: Error,
  failures: number,
  random: number,
): number {
  const full = isRefusal(error)
    ? CAP_MS
    : Math.min(CAP_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(full * (1 - random / 4));
}

function isRefusal(error: Error): boolean {
  if (!('statusCode' in error) || typeof error.statusCode !== 'number') {
    return false;
  }
  const { statusCode } = error;
  return (
    statusCode >= 400 &&
    statusCode < 500 &&
    statusCode !== 408 &&
    statusCode !== 429
  );
}
