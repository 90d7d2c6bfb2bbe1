/** When something was last heard of; it moves while all is well. */
const MOVING = new Set(['version', 'confirmedAt', 'changedAt']);
/** Told anew by a container that was started again. */
const RESTARTED = new Set([...MOVING, 'since', 'name', 'uid', 'text']);

/**
 * A copy without what passes with time, to tell whether two moments are the
 * same.
 *
 * @param restarted - pods may have come and gone between them.
 */
export function steady(value: unknown, restarted = false): unknown {
  const moving = restarted ? RESTARTED : MOVING;
  if (Array.isArray(value)) {
    return value.map(item => steady(item, restarted));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !moving.has(key))
      .map(([key, item]) => [key, steady(item, restarted)]),
  );
}
