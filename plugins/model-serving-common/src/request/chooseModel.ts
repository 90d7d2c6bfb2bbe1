import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  defaultArtifact,
  findArtifact,
  isModelEntity,
  type ModelArtifact,
} from '../model';
import {
  placedModelOf,
  takesContextLength,
  type PlacedModel,
} from '../placement';

/** A Model and the variant that was chosen. @public */
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
 * Takes a variant of what the catalog has under a reference.
 *
 * @param variant - Default: the first.
 * @throws InputError when it is no Model, or has no such variant.
 * @public
 */
export function chooseModel(
  entity: Entity,
  entityRef: string,
  variant: string | undefined,
): ChosenModel {
  if (!isModelEntity(entity)) {
    throw new InputError(
      `${entityRef} is a ${entity.kind} of ${entity.apiVersion}, not a Model`,
    );
  }
  const artifact = variant
    ? findArtifact(entity, variant)
    : defaultArtifact(entity);
  if (!artifact) {
    const names = entity.spec.artifacts.map(({ name }) => name).join(', ');
    throw new InputError(
      `${entityRef} has no variant '${variant}'; it has ${names}`,
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
