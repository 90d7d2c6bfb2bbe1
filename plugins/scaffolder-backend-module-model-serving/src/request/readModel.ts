import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  defaultArtifact,
  findArtifact,
  isModelEntity,
  placedModelOf,
  takesContextLength,
  type ModelArtifact,
  type PlacedModel,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Caller } from '../fleet/Caller';

/** A Model and the variant that was chosen. */
export interface ChosenModel {
  readonly entityRef: string;
  readonly name: string;
  readonly title: string;
  readonly artifact: ModelArtifact;
  /** What decides whether it fits. */
  readonly placed: PlacedModel;
  /** Whether a service of it can choose how long its requests may be. */
  readonly takesContextLength: boolean;
}

/**
 * Reads the Model from the catalog, as the person who started the task: what
 * they may not see cannot be deployed by them.
 */
export async function readModel(options: {
  catalog: CatalogService;
  caller: Caller;
  model: string;
  variant?: string | undefined;
}): Promise<ChosenModel> {
  const entityRef = readRef(options.model);
  const entity = await options.catalog.getEntityByRef(entityRef, {
    credentials: await options.caller.getInitiatorCredentials(),
  });
  if (!entity) {
    throw new NotFoundError(
      `The catalog has no ${entityRef} that you may see; choose a Model from the list`,
    );
  }
  if (!isModelEntity(entity)) {
    throw new InputError(
      `${entityRef} is a ${entity.kind} of ${entity.apiVersion}, not a Model`,
    );
  }
  const artifact = options.variant
    ? findArtifact(entity, options.variant)
    : defaultArtifact(entity);
  if (!artifact) {
    const names = entity.spec.artifacts.map(({ name }) => name).join(', ');
    throw new InputError(
      `${entityRef} has no variant '${options.variant}'; it has ${names}`,
    );
  }
  return {
    entityRef,
    name: entity.metadata.name,
    title: entity.metadata.title ?? entity.metadata.name,
    artifact,
    placed: placedModelOf(entity, artifact),
    takesContextLength: takesContextLength(entity.spec),
  };
}

function readRef(model: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(model, {
        defaultKind: 'model',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(
      `'${model}' is no reference of a Model; write it like model:default/name`,
    );
  }
}
