import { InputError } from '@backstage/errors';
import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * A namespace is what keeps tenants apart inside a cluster, so two owners of
 * one namespace would each be able to claim the other's services.
 */
export function rejectSharedNamespaces(
  repositories: readonly GitOpsRepository[],
  key: string,
): void {
  const owners = new Map<string, { owner: string; where: string }>();
  repositories.forEach((repository, r) => {
    repository.tenants.forEach((tenant, t) => {
      const where = `${key}[${r}].tenants[${t}]`;
      for (const cluster of tenant.clusters) {
        for (const namespace of tenant.namespaces) {
          const place = `${cluster}/${namespace}`;
          const first = owners.get(place);
          if (first && first.owner !== tenant.owner) {
            throw new InputError(
              `Configuration '${where}' gives namespace '${namespace}' of ` +
                `cluster '${cluster}' to ${tenant.owner}, but '${first.where}' ` +
                `gives it to ${first.owner}; a namespace has one owner`,
            );
          }
          owners.set(place, { owner: tenant.owner, where });
        }
      }
    });
  });
}
