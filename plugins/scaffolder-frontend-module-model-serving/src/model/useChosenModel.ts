import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { ModelEntityV1alpha1 } from '@modelfleet/backstage-plugin-model-serving-common';
import { readSibling } from '../form';
import {
  chosenVariant,
  readModelEntity,
  type ReadModel,
} from './readChosenModel';
import { modelShape } from './shape';

/** The Model that another field of the form has. */
export type ChosenModel =
  | { status: 'none' | 'loading' | 'unreadable' }
  | ({ status: 'ready' } & ReadModel);

/** Reads the Model that another field of the same form has from the catalog. */
export function useChosenModel(
  formContext: unknown,
  field: string,
): ChosenModel {
  const catalogApi = useApi(catalogApiRef);
  const chosen = readSibling(modelShape, formContext, field);
  const ref = chosen?.model ?? '';
  const [answer, setAnswer] = useState<{
    ref: string;
    entity: ModelEntityV1alpha1 | undefined;
  }>();

  useEffect(() => {
    let wanted = true;
    if (ref) {
      readModelEntity(catalogApi, ref)
        .catch(() => undefined)
        .then(entity => wanted && setAnswer({ ref, entity }));
    }
    return () => {
      wanted = false;
    };
  }, [catalogApi, ref]);

  if (!ref) {
    return { status: 'none' };
  }
  if (answer?.ref !== ref) {
    return { status: 'loading' };
  }
  const read = chosenVariant(answer.entity, chosen?.variant);
  return read ? { status: 'ready', ...read } : { status: 'unreadable' };
}
