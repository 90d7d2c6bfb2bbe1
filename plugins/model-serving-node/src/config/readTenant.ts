import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { GitOpsTenant } from '@modelfleet/backstage-plugin-model-serving-common';
import { at, readName, readNames } from './names';

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

function readOwner(entry: Config, key: string): string {
  const value = entry.getString('owner');
  let ref;
  try {
    ref = parseEntityRef(value, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `${at(key, 'owner')} is '${value}', which is no entity reference; ` +
        `write it like group:default/vision-team`,
    );
  }
  if (!['group', 'user'].includes(ref.kind.toLocaleLowerCase('en-US'))) {
    throw new InputError(
      `${at(
        key,
        'owner',
      )} is '${value}'; only a group or a user can own a tenant`,
    );
  }
  return stringifyEntityRef(ref);
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
