import { InputError, NotFoundError } from '@backstage/errors';
import { withoutClusters } from './component';
import { WAVES_FILE } from '../waves/paths';
import { requireNoWaves } from '../waves/plan';
import { parseService } from './parseService';
import { SERVICE_PATHS } from './paths';
import type { ServiceFiles } from './types';

/** What is to go. @public */
export interface Removal {
  readonly service: string;
  /** Every cluster that the service has takes the whole service away. */
  readonly clusters: readonly string[];
}

/** The outcome of {@link removeFromService}. @public */
export interface RemovedService {
  /** What stays of the service; empty when nothing does. */
  readonly files: ServiceFiles;
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Clusters that keep the service. */
  readonly remaining: readonly string[];
}

/**
 * Takes a service out of clusters: their folders go, others' files in them
 * too, and the Component no longer names them. With its last cluster the whole
 * service goes, every file of its folder.
 *
 * @throws InputError when no cluster is named, NotFoundError when the service
 * is not in one of them.
 * @public
 */
export function removeFromService(
  { service, clusters }: Removal,
  existing: ServiceFiles,
): RemovedService {
  if (clusters.length === 0) {
    throw new InputError(
      'Name the clusters that the service is to be taken out of',
    );
  }
  const present = parseService(existing).placements.map(
    ({ cluster }) => cluster,
  );
  const missing = clusters.filter(cluster => !present.includes(cluster));
  if (missing.length > 0) {
    throw new NotFoundError(
      `The service '${service}' is not in ${missing.join(', ')}; it is in ${
        present.join(', ') || 'no cluster'
      }`,
    );
  }
  const remaining = present.filter(cluster => !clusters.includes(cluster));
  if (remaining.length === 0) {
    return {
      files: new Map(),
      changed: [],
      removed: [...existing.keys()],
      remaining,
    };
  }
  requireNoWaves(existing);
  const folders = clusters.map(cluster => `clusters/${cluster}/`);
  const files = new Map(
    [...existing].filter(
      ([path]) =>
        path !== WAVES_FILE && !folders.some(folder => path.startsWith(folder)),
    ),
  );
  const component = SERVICE_PATHS.component;
  const text = files.get(component);
  if (text !== undefined) {
    files.set(component, withoutClusters(component, text, service, clusters));
  }
  return {
    files,
    changed: [...files.keys()].filter(
      path => files.get(path) !== existing.get(path),
    ),
    removed: [...existing.keys()].filter(path => !files.has(path)),
    remaining,
  };
}
