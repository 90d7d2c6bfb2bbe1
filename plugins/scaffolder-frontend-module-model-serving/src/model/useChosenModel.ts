import { useEffect, useState } from 'react';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  defaultArtifact,
  findArtifact,
  isModelEntity,
  type ModelArtifact,
  type ModelEntityV1alpha1,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { readSibling } from '../form';
import { modelShape } from './shape';

/** The Model that another field of the form has. */
export type ChosenModel =
  | { status: 'none' | 'loading' | 'unreadable' }
  | { status: 'ready'; entity: ModelEntityV1alpha1; artifact: ModelArtifact };

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
      readEntity(ref)
        .catch(() => undefined)
        .then(entity => wanted && setAnswer({ ref, entity }));
    }
    async function readEntity(text: string) {
      const entity = await catalogApi.getEntityByRef(normalized(text));
      return entity && isModelEntity(entity) ? entity : undefined;
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
  const { entity } = answer;
  const artifact =
    entity &&
    (chosen?.variant
      ? findArtifact(entity, chosen.variant)
      : defaultArtifact(entity));
  return entity && artifact
    ? { status: 'ready', entity, artifact }
    : { status: 'unreadable' };
}

function normalized(ref: string): string {
  return stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'model' }));
}
