import { useCallback, useEffect, useState } from 'react';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  isModelEntity,
  type ModelEntityV1alpha1,
} from '@modelfleet/backstage-plugin-model-serving-common';

export type ModelEntities =
  | { status: 'loading' }
  | { status: 'ready'; models: ModelEntityV1alpha1[] }
  | { status: 'failed'; error: Error };

/** The Models of the catalog, by title. */
export function useModelEntities(): {
  state: ModelEntities;
  retry: () => void;
} {
  const catalogApi = useApi(catalogApiRef);
  const [state, setState] = useState<ModelEntities>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let wanted = true;
    setState({ status: 'loading' });
    catalogApi
      .getEntities({ filter: { kind: 'Model' } })
      .then(
        ({ items }): ModelEntities => ({
          status: 'ready',
          models: items
            .filter(isModelEntity)
            .sort((a, b) => titleOf(a).localeCompare(titleOf(b))),
        }),
        (error): ModelEntities => ({
          status: 'failed',
          error: toError(error),
        }),
      )
      .then(next => {
        if (wanted) {
          setState(next);
        }
      });
    return () => {
      wanted = false;
    };
  }, [catalogApi, attempt]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  return { state, retry };
}

export function titleOf({ metadata }: ModelEntityV1alpha1): string {
  return metadata.title ?? metadata.name;
}
