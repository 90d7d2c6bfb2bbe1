import {
  placedModelOf,
  takesContextLength,
  type ServedModel,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ReadModel } from '../model';

/** What decides what fits; a context length only where it is a choice. */
export function servedModelOf(
  { entity, artifact }: ReadModel,
  contextLength: number | undefined,
): ServedModel {
  return {
    model: placedModelOf(entity, artifact),
    ...(contextLength !== undefined && takesContextLength(entity.spec)
      ? { contextLength }
      : {}),
  };
}
