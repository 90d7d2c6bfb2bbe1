import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/catalog-client';
import {
  defaultArtifact,
  findArtifact,
  isModelEntity,
  type ModelArtifact,
  type ModelEntityV1alpha1,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { readValue } from '../form';
import { modelShape } from './shape';

/** A Model of the catalog and the variant that a form has chosen. */
export interface ReadModel {
  readonly entity: ModelEntityV1alpha1;
  readonly artifact: ModelArtifact;
}

/** The Model of a form's value; nothing where the catalog has none. */
export async function readChosenModel(
  catalogApi: CatalogApi,
  value: unknown,
): Promise<ReadModel | undefined> {
  const chosen = readValue(modelShape, value);
  return chosen?.model
    ? chosenVariant(
        await readModelEntity(catalogApi, chosen.model),
        chosen.variant,
      )
    : undefined;
}

/** @throws when the text is no entity reference, or the catalog has no answer. */
export async function readModelEntity(
  catalogApi: CatalogApi,
  text: string,
): Promise<ModelEntityV1alpha1 | undefined> {
  const ref = parseEntityRef(text, { defaultKind: 'model' });
  const entity = await catalogApi.getEntityByRef(stringifyEntityRef(ref));
  return entity && isModelEntity(entity) ? entity : undefined;
}

export function chosenVariant(
  entity: ModelEntityV1alpha1 | undefined,
  variant: string | undefined,
): ReadModel | undefined {
  if (!entity) {
    return undefined;
  }
  const artifact = variant
    ? findArtifact(entity, variant)
    : defaultArtifact(entity);
  return artifact && { entity, artifact };
}
