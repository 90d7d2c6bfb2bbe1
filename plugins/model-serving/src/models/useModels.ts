import { useCallback, useEffect, useState } from 'react';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  isModelEntity,
  type ModelEntityV1alpha1,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** The Models of the catalog as far as we have them. */
export type ModelsState =
  | { status: 'loading' }
  | { status: 'ready'; models: ModelEntityV1alpha1[] }
  | { status: 'failed'; error: Error };

/** All Models that the user may see, by name. */
export function useModels(): { state: ModelsState; retry: () => void } {
  const catalogApi = useApi(catalogApiRef);
  const [state, setState] = useState<ModelsState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let wanted = true;
    setState({ status: 'loading' });
    catalogApi
      .getEntities({ filter: { kind: 'Model' } })
      .then(
        ({ items }): ModelsState => ({
          status: 'ready',
          models: items.filter(isModelEntity).sort(byTitle),
        }),
        (error): ModelsState => ({ status: 'failed', error: toError(error) }),
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

function byTitle(a: ModelEntityV1alpha1, b: ModelEntityV1alpha1): number {
  return titleOf(a).localeCompare(titleOf(b));
}

/** What a Model is called on screen. */
export function titleOf({ metadata }: ModelEntityV1alpha1): string {
  return metadata.title ?? metadata.name;
}
