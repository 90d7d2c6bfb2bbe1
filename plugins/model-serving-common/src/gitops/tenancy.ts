import {
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  MODELFLEET_ANNOTATIONS,
  type GitOpsRepository,
  type GitOpsTenant,
} from './types';

/** A tenant and the repository that it has its folder in. @public */
export interface Tenancy {
  readonly repository: GitOpsRepository;
  readonly tenant: GitOpsTenant;
}

/**
 * The tenants that a Component belongs to: the one whose folder it came from,
 * else those of its owner. Empty for a Component of nobody's.
 *
 * @public
 */
export function tenanciesOf(
  component: Entity,
  repositories: readonly GitOpsRepository[],
): readonly Tenancy[] {
  const all = repositories.flatMap(repository =>
    repository.tenants.map(tenant => ({ repository, tenant })),
  );
  const annotations = component.metadata.annotations ?? {};
  const id = annotations[MODELFLEET_ANNOTATIONS.repository];
  const path = annotations[MODELFLEET_ANNOTATIONS.path];
  if (id !== undefined && path !== undefined) {
    return all.filter(
      ({ repository, tenant }) =>
        repository.id === id &&
        `${path}/`.startsWith(tenantFolder(repository, tenant)),
    );
  }
  const owners = ownersOf(component);
  return all.filter(({ tenant }) => owners.has(lower(tenant.owner)));
}

/** Where the claims of a tenant's workloads count. @public */
export class TenantPlaces {
  readonly #clusters: ReadonlySet<string>;
  readonly #namespaces: ReadonlySet<string>;

  static create({ tenant, repository }: Tenancy): TenantPlaces {
    const clusters =
      tenant.clusters.length > 0 ? tenant.clusters : repository.clusters;
    return new TenantPlaces(clusters.map(lower), tenant.namespaces);
  }

  private constructor(
    clusters: readonly string[],
    namespaces: readonly string[],
  ) {
    this.#clusters = new Set(clusters);
    this.#namespaces = new Set(namespaces);
  }

  has(cluster: string, namespace: string | undefined): boolean {
    return (
      this.#clusters.has(lower(cluster)) &&
      namespace !== undefined &&
      this.#namespaces.has(namespace)
    );
  }
}

/**
 * Whether a tenant has a place: only there do the claims of its workloads
 * count.
 *
 * @public
 */
export function tenantHas(
  tenancy: Tenancy,
  cluster: string,
  namespace: string | undefined,
): boolean {
  return TenantPlaces.create(tenancy).has(cluster, namespace);
}

/**
 * The folder of a service's files for one cluster; `undefined` when it is not
 * from Git.
 *
 * @public
 */
export function overlayPath(
  component: Entity,
  cluster: string,
): string | undefined {
  const path = component.metadata.annotations?.[MODELFLEET_ANNOTATIONS.path];
  return path && `${path.replace(/\/+$/, '')}/clusters/${cluster}`;
}

function tenantFolder(
  { root }: GitOpsRepository,
  { name }: GitOpsTenant,
): string {
  return root ? `${root}/${name}/` : `${name}/`;
}

function ownersOf(component: Entity): ReadonlySet<string> {
  const owners = (component.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => lower(targetRef));
  const owner = component.spec?.owner;
  if (typeof owner === 'string') {
    owners.push(
      stringifyEntityRef(
        parseEntityRef(owner, {
          defaultKind: 'group',
          defaultNamespace: component.metadata.namespace ?? 'default',
        }),
      ),
    );
  }
  return new Set(owners);
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
