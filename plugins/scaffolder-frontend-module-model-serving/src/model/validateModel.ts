import { parseEntityRef } from '@backstage/catalog-model';
import { readValue } from '../form';
import { modelShape } from './shape';

/** Why a value is not a model to deploy; absent when it is one. */
export function validateModel(value: unknown): string | undefined {
  const chosen = readValue(modelShape, value);
  if (!chosen?.model) {
    return 'Choose a model.';
  }
  try {
    const { kind } = parseEntityRef(chosen.model);
    if (kind.toLocaleLowerCase('en-US') !== 'model') {
      return `${chosen.model} is a ${kind}; choose an entity of kind Model.`;
    }
  } catch {
    return `${chosen.model} is not an entity reference; write it as model:default/name.`;
  }
  return chosen.variant ? undefined : 'Choose a variant of the model.';
}
