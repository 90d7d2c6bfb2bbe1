import { useEffect, useState } from 'react';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type { PresentService } from '@modelfleet/backstage-plugin-model-serving-common';
import { modelServingApiRef } from '../api';

/** How far the reading of a service is. @public */
export type PresentServiceState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly present: PresentService }
  | { readonly status: 'failed'; readonly error: Error };

/** @public */
export interface PresentServiceResult {
  readonly state: PresentServiceState;
  /** Reads again now. */
  retry(): void;
}

const TIMEOUT_MS = 90_000;

/**
 * What a service asks for in Git at this moment, read once and again on
 * demand: for forms, which must not change under the hands of a person.
 *
 * @public
 */
export function usePresentService(place: {
  readonly tenant: string;
  readonly service: string;
  /** May be left out when one repository has the tenant. */
  readonly repository?: string | undefined;
}): PresentServiceResult {
  const { tenant, service, repository } = place;
  const api = useApi(modelServingApiRef);
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify([attempt, tenant, service, repository]);
  const [answer, setAnswer] = useState<{
    key: string;
    state: PresentServiceState;
  }>();

  useEffect(() => {
    const gone = new AbortController();
    const signal = AbortSignal.any([
      gone.signal,
      AbortSignal.timeout(TIMEOUT_MS),
    ]);
    api
      .getService(
        { tenant, service, ...(repository && { repository }) },
        { signal },
      )
      .then(
        (present): PresentServiceState => ({ status: 'ready', present }),
        (error): PresentServiceState => ({
          status: 'failed',
          error: toError(error),
        }),
      )
      .then(state => {
        if (!gone.signal.aborted) {
          setAnswer({ key, state });
        }
      });
    return () => gone.abort();
  }, [api, tenant, service, repository, key]);

  return {
    state: answer?.key === key ? answer.state : { status: 'loading' },
    retry: () => setAttempt(count => count + 1),
  };
}
