import { useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { liveFleetApiRef } from '../api';
import type { LiveFleetApi, LiveSource } from './LiveFleet';
import type { LiveState } from './LiveState';

/** Channel of the backend's signals; a message is `{ version: string }`. */
const FLEET_CHANNEL = 'model-serving:fleet';
const MIN_GAP_MS = { normal: 1_000, slow: 10_000 } as const;

/** @public */
export interface LiveResult<T> {
  readonly state: LiveState<T>;
  /** Asks again now. */
  readonly retry: () => void;
}

/** @public */
export interface LiveOptions {
  /**
   * `normal` follows changes within a second or two, for cards; `slow` within
   * ten, for tables with a question in each row.
   */
  pace?: 'normal' | 'slow';
}

export function useLive<T>(
  choose: (fleet: LiveFleetApi) => LiveSource<T>,
  options: LiveOptions = {},
): LiveResult<T> {
  const fleet = useApi(liveFleetApiRef);
  const source = choose(fleet);
  const minGapMs = MIN_GAP_MS[options.pace ?? 'normal'];

  const subscribe = useCallback(
    (listener: () => void) => source.subscribe(listener, minGapMs),
    [source, minGapMs],
  );
  const getState = useCallback(() => source.getState(), [source]);
  const state = useSyncExternalStore(subscribe, getState, getState);

  // Answers undefined for ever where the signals plugin is not installed; the
  // poll goes on by itself.
  const { lastSignal } = useSignal(FLEET_CHANNEL);
  const version = lastSignal?.version;
  useEffect(() => {
    if (typeof version === 'string') {
      fleet.announce(version);
    }
  }, [fleet, version]);

  const retry = useCallback(() => source.refresh(), [source]);
  return { state, retry };
}
