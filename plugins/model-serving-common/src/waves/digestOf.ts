import type { ServiceFiles } from '../rendering/types';
import type { Digest } from './types';

/** One digest of a folder, whatever the order of its files. */
export function digestOf(folder: ServiceFiles, digest: Digest): string {
  const entries = [...folder].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  return digest(JSON.stringify(entries));
}
