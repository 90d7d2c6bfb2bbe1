import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const CLUSTERS = 'modelServing.clusters';

/**
 * Reads `modelServing.clusters[]`: what other tools (a GitOps hub, a metrics
 * store) call a cluster, by the name that the Kubernetes plugin gives it.
 *
 * @public
 */
export function readClusterAliases(
  config: Config,
): ReadonlyMap<string, readonly string[]> {
  const aliases = new Map<string, readonly string[]>();
  const entries = config.getOptionalConfigArray(CLUSTERS) ?? [];
  entries.forEach((entry, index) => {
    const name = entry.getString('name');
    if (aliases.has(name)) {
      throw new InputError(
        `Configuration '${CLUSTERS}[${index}].name' repeats '${name}'; put all aliases of a cluster in one entry`,
      );
    }
    aliases.set(name, entry.getOptionalStringArray('aliases') ?? []);
  });
  return aliases;
}
