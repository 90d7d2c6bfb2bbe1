import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { GitOpsTenant } from '@modelfleet/backstage-plugin-model-serving-common';
import { at, readName, readNames } from './names';
import { readOwner } from './readOwner';

/** Reads one entry of `tenants[]`; `clusters` are those of its repository. */
export function readTenant(
  entry: Config,
  key: string,
  clusters: readonly string[],
): GitOpsTenant {
  return {
    name: readName(entry, 'name', key, 'dnsLabel'),
    owner: readOwner(entry, key),
    namespaces: readNames(entry, 'namespaces', key, 'dnsLabel'),
    clusters: readClusters(entry, key, clusters),
  };
}

function readClusters(
  entry: Config,
  key: string,
  allowed: readonly string[],
): readonly string[] {
  if (!entry.has('clusters')) {
    return allowed;
  }
  const clusters = readNames(entry, 'clusters', key, 'folderName');
  const unknown = clusters.filter(name => !allowed.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      `${at(key, 'clusters')} names ${unknown
        .map(name => `'${name}'`)
        .join(', ')}, which its repository does not deliver to; allowed: ` +
        `${allowed.join(', ')}`,
    );
  }
  return clusters;
}
