import { stringifyEntityRef } from '@backstage/catalog-model';
import { HeldRefs, ServiceFile } from './types';

/**
 * Refuses files that define an entity which is another file's: a tenant must
 * not take over a name by writing it down a second time.
 *
 * The file that gave the entity to the catalog keeps it, even while it cannot
 * be read. When that is not known, as after a restart, neither file is taken,
 * and the catalog stays as it is.
 *
 * @param held - What each file gave to the catalog last time.
 */
export function settleClaims(
  held: HeldRefs,
  files: readonly ServiceFile[],
): ServiceFile[] {
  const claims = new Map<string, string[]>();
  for (const file of files) {
    for (const ref of refsOf(file, held)) {
      claims.set(ref, [...(claims.get(ref) ?? []), file.path]);
    }
  }
  return files.map(file => {
    for (const ref of 'entities' in file ? refsOf(file, held) : []) {
      const rival = claims.get(ref)?.find(path => path !== file.path);
      if (rival && !held.get(file.path)?.includes(ref)) {
        return {
          path: file.path,
          problem: `it defines ${ref}, which ${rival} defines too`,
          keep: true,
        };
      }
    }
    return file;
  });
}

/** What a file gives, or gave as long as it is kept. */
export function refsOf(file: ServiceFile, held: HeldRefs): readonly string[] {
  if ('entities' in file) {
    return file.entities.map(entity => stringifyEntityRef(entity));
  }
  return file.keep ? held.get(file.path) ?? [] : [];
}
