import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  ChangePreview,
  ServiceInput,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { modelServingApiRef } from '@modelfleet/backstage-plugin-model-serving-react';

/** How far the question for a preview is. */
export type PreviewState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly preview: ChangePreview }
  /** The request itself is refused: what is wrong is for the person to change. */
  | { readonly status: 'refused'; readonly message: string }
  | { readonly status: 'failed'; readonly error: Error };

const TIMEOUT_MS = 90_000;

/** Asks what a request would write; again for another request, or on demand. */
export function usePreview(input: ServiceInput): {
  state: PreviewState;
  retry(): void;
} {
  const modelServingApi = useApi(modelServingApiRef);
  const [attempt, setAttempt] = useState(0);
  const question = JSON.stringify(input);
  const key = `${attempt} ${question}`;
  const [answer, setAnswer] = useState<{ key: string; state: PreviewState }>();

  useEffect(() => {
    const gone = new AbortController();
    const signal = AbortSignal.any([
      gone.signal,
      AbortSignal.timeout(TIMEOUT_MS),
    ]);
    const asked: ServiceInput = JSON.parse(question);
    modelServingApi
      .previewChange(asked, { signal })
      .then((preview): PreviewState => ({ status: 'ready', preview }), stateOf)
      .then(state => {
        if (!gone.signal.aborted) {
          setAnswer({ key, state });
        }
      });
    return () => gone.abort();
  }, [modelServingApi, key, question]);

  return {
    state: answer?.key === key ? answer.state : { status: 'loading' },
    retry: () => setAttempt(attempt + 1),
  };
}

function stateOf(error: unknown): PreviewState {
  if (ResponseError.is(error) && error.statusCode < 500) {
    return { status: 'refused', message: error.cause.message };
  }
  return {
    status: 'failed',
    error: error instanceof Error ? error : new Error(String(error)),
  };
}
