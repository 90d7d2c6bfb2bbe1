import { useEffect, useState } from 'react';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  RoomsRequest,
  RoomView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { modelServingApiRef } from '@modelfleet/backstage-plugin-model-serving-react';

/** What namespaces have left, as far as it is known at this moment. */
export interface RoomsState {
  /** By cluster; those of the last answer while another is awaited. */
  readonly rooms: ReadonlyMap<string, RoomView>;
  readonly status: 'loading' | 'ready' | 'failed';
  readonly error?: Error;
}

const TIMEOUT_MS = 15_000;
/** A person types several digits; only the last question is asked. */
const PAUSE_MS = 250;

/**
 * Asks what namespaces have left for what the form asks for.
 *
 * @param question - Nothing is asked without one.
 * @param version - Of what is known of the clusters: asked again when it changes.
 */
export function useRooms(
  question: RoomsRequest | undefined,
  version: string | undefined,
): RoomsState {
  const api = useApi(modelServingApiRef);
  const key = question ? `${version} ${JSON.stringify(question)}` : '';
  const [answer, setAnswer] = useState<{ key: string; state: RoomsState }>();

  useEffect(() => {
    if (key === '') {
      return undefined;
    }
    const gone = new AbortController();
    const asked: RoomsRequest = JSON.parse(key.slice(key.indexOf('{')));
    const timer = setTimeout(() => {
      const signal = AbortSignal.any([
        gone.signal,
        AbortSignal.timeout(TIMEOUT_MS),
      ]);
      api
        .assessRooms(asked, { signal })
        .then(
          ({ items }): RoomsState => ({
            rooms: new Map(items.map(item => [item.cluster, item])),
            status: 'ready',
          }),
          (error): RoomsState => ({
            rooms: new Map(),
            status: 'failed',
            error: toError(error),
          }),
        )
        .then(state => {
          if (!gone.signal.aborted) {
            setAnswer({ key, state });
          }
        });
    }, PAUSE_MS);
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [api, key]);

  if (answer?.key === key) {
    return answer.state;
  }
  return { rooms: answer?.state.rooms ?? new Map(), status: 'loading' };
}
