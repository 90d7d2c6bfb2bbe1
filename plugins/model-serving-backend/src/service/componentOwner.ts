import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { MODELFLEET_ANNOTATIONS } from '@modelfleet/backstage-plugin-model-serving-common';
import type { CheckedChange } from './Fleet';

/** The Component of a service. */
export function serviceRefOf(service: string): string {
  return stringifyEntityRef({
    kind: 'Component',
    namespace: 'default',
    name: service,
  });
}

/**
 * A Component's name is taken by whoever was first. The catalog is asked with
 * the plugin's own credentials: a Component that the caller may not see is
 * taken all the same, and they learn no more of it than that.
 */
export async function rejectTakenName(
  change: CheckedChange,
  deps: { catalog: CatalogService; auth: AuthService },
): Promise<void> {
  const entityRef = serviceRefOf(change.service);
  const component = await deps.catalog.getEntityByRef(entityRef, {
    credentials: await deps.auth.getOwnServiceCredentials(),
  });
  if (component && !belongsTo(component, change)) {
    throw new ConflictError(
      `The name '${change.service}' is taken: ${entityRef} is not a service of tenant ${change.tenant.name}. Choose another name.`,
    );
  }
}

function belongsTo(component: Entity, change: CheckedChange): boolean {
  const annotations = component.metadata.annotations ?? {};
  const repository = annotations[MODELFLEET_ANNOTATIONS.repository];
  if (repository && repository !== change.repository.id) {
    return false;
  }
  return (component.relations ?? []).some(
    ({ type, targetRef }) =>
      type === 'ownedBy' && targetRef === change.tenant.owner,
  );
}
