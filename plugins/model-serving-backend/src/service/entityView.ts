import {
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CompoundEntityRef, Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  AdapterRegistry,
  FleetSnapshot,
  GitOpsRepository,
  ViewRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetOptions } from './Fleet';

const SERVICE_TYPE = 'inference-service';

/**
 * Gathers what a view of an entity is made from, with what the caller may see
 * in the catalog.
 *
 * @throws NotFoundError for an entity that is not there, or not for them.
 */
export async function entityViewRequest(
  ref: CompoundEntityRef,
  deps: {
    readonly catalog: CatalogService;
    readonly fleet: FleetSnapshot;
    readonly repositories: readonly GitOpsRepository[];
    readonly adapters: AdapterRegistry;
  },
  options: FleetOptions,
): Promise<ViewRequest> {
  const kind = ref.kind.toLocaleLowerCase('en-US');
  if (kind !== 'model' && kind !== 'component') {
    throw new InputError(
      `Kind '${ref.kind}' has no rollout; allowed: Model, Component`,
    );
  }
  const entity = await deps.catalog.getEntityByRef(ref, options);
  if (!entity) {
    throw new NotFoundError(`There is no entity ${stringifyEntityRef(ref)}`);
  }
  const related = async (relation: string, wanted: string) =>
    fetchAll(deps.catalog, relatedRefs(entity, relation, wanted), options);
  const { fleet, repositories, adapters } = deps;
  if (kind === 'model') {
    const dependents = await related(RELATION_DEPENDENCY_OF, 'component');
    return {
      fleet,
      repositories,
      adapters,
      entity,
      services: dependents.filter(({ spec }) => spec?.type === SERVICE_TYPE),
      models: [entity],
    };
  }
  const models = await related(RELATION_DEPENDS_ON, 'model');
  return {
    fleet,
    repositories,
    adapters,
    entity,
    services: [entity],
    models,
  };
}

function relatedRefs(entity: Entity, relation: string, kind: string): string[] {
  const refs = (entity.relations ?? [])
    .filter(
      ({ type, targetRef }) =>
        type === relation && parseEntityRef(targetRef).kind === kind,
    )
    .map(({ targetRef }) => targetRef);
  return [...new Set(refs)];
}

async function fetchAll(
  catalog: CatalogService,
  entityRefs: string[],
  options: FleetOptions,
): Promise<Entity[]> {
  if (entityRefs.length === 0) {
    return [];
  }
  const { items } = await catalog.getEntitiesByRefs({ entityRefs }, options);
  return items.filter(item => item !== undefined);
}
