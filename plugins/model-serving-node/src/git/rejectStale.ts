import { ConflictError } from '@backstage/errors';
import { fingerprintOf } from './fingerprintOf';

/**
 * Refuses a change that was begun from other files than are there now: it
 * would undo what others did meanwhile. One that is there already is no harm,
 * so that a task can be run again.
 *
 * @param startedFrom - Fingerprint of the files that it was begun from;
 * nothing is refused without one.
 * @throws ConflictError with the way out.
 * @public
 */
export function rejectStale(
  startedFrom: string | undefined,
  existing: ReadonlyMap<string, string>,
  rendered: {
    readonly changed: readonly string[];
    readonly removed: readonly string[];
  },
): void {
  const isThere = rendered.changed.length + rendered.removed.length === 0;
  if (startedFrom && !isThere && fingerprintOf(existing) !== startedFrom) {
    throw new ConflictError(
      'The service was changed in Git since this form was opened, and this would undo it; open the change again and make it on top of theirs',
    );
  }
}
