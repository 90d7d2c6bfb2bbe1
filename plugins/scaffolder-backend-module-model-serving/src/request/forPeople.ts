import { isError } from '@backstage/errors';

// What a person or a server is told about; everything else is a defect, whose
// stack is wanted.
const EXPECTED = new Set([
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ServiceUnavailableError',
]);

/**
 * Runs an action's work. The scaffolder writes the stack of what is thrown
 * into the task's log; of an error that is a message, only the message is
 * left there.
 */
export async function forPeople<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isError(error) && EXPECTED.has(error.name)) {
      error.stack = `${error.name}: ${error.message}`;
    }
    throw error;
  }
}
