import { TenantPlaces } from '../gitops/tenancy';
import type { GitOpsRepository } from '../gitops/types';

/** A tenant as a place names it. @public */
export interface TenantOfPlace {
  readonly name: string;
  /** Full entity ref. */
  readonly owner: string;
}

interface Entry {
  readonly tenant: TenantOfPlace;
  readonly places: TenantPlaces;
}

/** Which tenants have a namespace of a cluster, from configuration. @public */
export class TenantsOfPlaces {
  readonly #byNamespace: ReadonlyMap<string, readonly Entry[]>;

  static create(repositories: readonly GitOpsRepository[]): TenantsOfPlaces {
    const found = new Map<string, Entry[]>();
    for (const repository of repositories) {
      for (const tenant of repository.tenants) {
        const entry = {
          tenant: { name: tenant.name, owner: tenant.owner },
          places: TenantPlaces.create({ repository, tenant }),
        };
        for (const namespace of tenant.namespaces) {
          const known = found.get(namespace);
          if (known) known.push(entry);
          else found.set(namespace, [entry]);
        }
      }
    }
    return new TenantsOfPlaces(found);
  }

  private constructor(byNamespace: ReadonlyMap<string, readonly Entry[]>) {
    this.#byNamespace = byNamespace;
  }

  of(cluster: string, namespace: string | undefined): readonly TenantOfPlace[] {
    const found = this.#byNamespace.get(namespace ?? '') ?? [];
    const names = new Set<string>();
    return found
      .filter(({ places }) => places.has(cluster, namespace))
      .map(({ tenant }) => tenant)
      .filter(({ name }) => {
        const isNew = !names.has(name);
        names.add(name);
        return isNew;
      });
  }
}
