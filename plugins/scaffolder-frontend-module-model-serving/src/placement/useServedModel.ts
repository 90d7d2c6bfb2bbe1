import type { ServedModel } from '@modelfleet/backstage-plugin-model-serving-common';
import { contextLengthShape } from '../context/shape';
import { readSibling } from '../form';
import { useChosenModel } from '../model';
import { servedModelOf } from './servedModelOf';

/** What the form says of the model, as far as it decides what fits. */
export function useServedModel(
  formContext: unknown,
  modelField: string,
  contextLengthField: string,
): ServedModel | undefined {
  const chosen = useChosenModel(formContext, modelField);
  const contextLength = readSibling(
    contextLengthShape,
    formContext,
    contextLengthField,
  );
  return chosen.status === 'ready'
    ? servedModelOf(chosen, contextLength)
    : undefined;
}
