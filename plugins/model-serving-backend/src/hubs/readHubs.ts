import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  Hub,
  HubDestination,
} from '@modelfleet/backstage-plugin-model-serving-common';

const HUBS = 'modelServing.hubs';

/**
 * Reads `modelServing.hubs[]`: clusters whose Argo CD delivers to clusters
 * that Backstage cannot dial.
 *
 * @throws InputError naming the field.
 */
export function readHubs(config: Config): readonly Hub[] {
  const names = new Set<string>();
  return (config.getOptionalConfigArray(HUBS) ?? []).map((entry, index) => {
    const cluster = entry.getString('cluster');
    const discover = entry.getOptionalBoolean('discover') ?? false;
    const destinations = (
      entry.getOptionalConfigArray('destinations') ?? []
    ).map(readDestination);
    for (const name of [cluster, ...destinations.map(one => one.cluster)]) {
      if (names.has(name)) {
        throw new InputError(
          `Configuration '${HUBS}[${index}]' repeats '${name}'; a cluster is either a hub or a destination, and of one hub`,
        );
      }
      names.add(name);
    }
    if (!discover && destinations.length === 0) {
      throw new InputError(
        `Configuration '${HUBS}[${index}]' shows nothing; list 'destinations', or set 'discover: true' for all that no other cluster is`,
      );
    }
    return { cluster, discover, destinations };
  });
}

function readDestination(entry: Config): HubDestination {
  const title = entry.getOptionalString('title');
  const name = entry.getOptionalString('name');
  const server = entry.getOptionalString('server');
  return {
    cluster: entry.getString('cluster'),
    ...(title && { title }),
    ...(name && { name }),
    ...(server && { server }),
  };
}

/** What a hub calls its destinations joins deliveries, as other aliases do. */
export function withHubAliases(
  aliases: ReadonlyMap<string, readonly string[]>,
  hubs: readonly Hub[],
): ReadonlyMap<string, readonly string[]> {
  const all = new Map(aliases);
  for (const { cluster, name } of hubs.flatMap(hub => hub.destinations)) {
    if (name) {
      all.set(cluster, [...(all.get(cluster) ?? []), name]);
    }
  }
  return all;
}
