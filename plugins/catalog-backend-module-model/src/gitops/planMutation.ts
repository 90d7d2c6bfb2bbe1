import {
  DeferredEntity,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { refsOf } from './settleClaims';
import { HeldRefs, ServiceFile } from './types';

/** What to tell the catalog, and what it then has from which file. */
export interface MutationPlan {
  readonly mutation: EntityProviderMutation;
  readonly held: HeldRefs;
}

/**
 * Turns a repository's files into a change of the catalog.
 *
 * When all files could be read, the catalog is told everything: what is not
 * there any more goes. While a file cannot be read, the catalog is told what
 * was added, changed and certainly removed, so that it keeps what that file
 * said when it could be read last, even if that was before a restart.
 */
export function planMutation(
  locationKey: string,
  held: HeldRefs,
  files: readonly ServiceFile[],
): MutationPlan {
  const next = new Map(files.map(file => [file.path, refsOf(file, held)]));
  const added: DeferredEntity[] = files
    .flatMap(file => ('entities' in file ? file.entities : []))
    .map(entity => ({ entity, locationKey }));
  if (!files.some(file => 'keep' in file && file.keep)) {
    return { mutation: { type: 'full', entities: added }, held: next };
  }
  const remaining = new Set([...next.values()].flat());
  const removed = [...new Set([...held.values()].flat())]
    .filter(ref => !remaining.has(ref))
    .map(entityRef => ({ entityRef, locationKey }));
  return { mutation: { type: 'delta', added, removed }, held: next };
}
