import { createHash } from 'node:crypto';

/**
 * Differs whenever one of the files does, is new or is gone; says nothing of
 * what is in them.
 *
 * @public
 */
export function fingerprintOf(files: ReadonlyMap<string, string>): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
