import { InputError } from '@backstage/errors';
import { checkServiceName } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ChangeRequest,
  GitOpsRepository,
  GitOpsTenant,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { CheckedChange } from './Fleet';

/** Holds a change against what configuration gives the tenant. */
export function checkChange(
  request: ChangeRequest,
  repositories: readonly GitOpsRepository[],
): CheckedChange {
  const { repository, tenant } = findTenant(request, repositories);
  const service = checkServiceName(request.service);
  const namespace = request.namespace ?? tenant.namespaces[0] ?? '';
  if (!tenant.namespaces.includes(namespace)) {
    throw new InputError(
      `Tenant ${tenant.name} has no namespace '${namespace}'; allowed: ${list(
        tenant.namespaces,
      )}`,
    );
  }
  const clusters = [...new Set(request.clusters)];
  const unknown = clusters.filter(name => !tenant.clusters.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      `Tenant ${tenant.name} has no cluster ${unknown
        .map(name => `'${name}'`)
        .join(', ')}; allowed: ${list(tenant.clusters)}`,
    );
  }
  return { repository, tenant, service, namespace, clusters };
}

function findTenant(
  request: ChangeRequest,
  repositories: readonly GitOpsRepository[],
): { repository: GitOpsRepository; tenant: GitOpsTenant } {
  const wanted = request.repository;
  if (wanted !== undefined && !repositories.some(({ id }) => id === wanted)) {
    throw new InputError(
      `There is no repository '${wanted}'; allowed: ${list(
        repositories.map(({ id }) => id),
      )}`,
    );
  }
  const places = repositories
    .filter(({ id }) => wanted === undefined || id === wanted)
    .flatMap(repository =>
      repository.tenants.map(tenant => ({ repository, tenant })),
    );
  const found = places.filter(({ tenant }) => tenant.name === request.tenant);
  const [place, ...others] = found;
  if (!place) {
    throw new InputError(
      `There is no tenant '${request.tenant}'; allowed: ${list([
        ...new Set(places.map(({ tenant }) => tenant.name)),
      ])}`,
    );
  }
  if (others.length > 0) {
    throw new InputError(
      `Tenant ${request.tenant} is in several repositories; say which: ${list(
        found.map(({ repository }) => repository.id),
      )}`,
    );
  }
  return place;
}

function list(values: readonly string[]): string {
  return values.join(', ') || 'none is configured';
}
