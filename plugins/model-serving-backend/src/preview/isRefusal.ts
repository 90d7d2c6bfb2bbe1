/** What a person can do nothing about here, unlike a failure. */
export function isRefusal(error: unknown): error is Error {
  return (
    error instanceof Error &&
    (error.name === 'NotAllowedError' || error.name === 'InputError')
  );
}
