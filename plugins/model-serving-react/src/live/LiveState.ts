/**
 * An answer, and when this browser got it.
 *
 * @public
 */
export interface LiveData<T> {
  readonly data: T;
  /** Milliseconds since the epoch: when the server last said that this holds. */
  readonly receivedAt: number;
}

/**
 * What a live query knows. An error never takes away what was known before it.
 *
 * @public
 */
export type LiveState<T> =
  | { readonly status: 'loading' }
  | ({ readonly status: 'ready' } & LiveData<T>)
  | {
      readonly status: 'failed';
      readonly error: Error;
      /** Milliseconds since the epoch. */
      readonly retryAt: number;
      /** The last answer before the error; absent when there never was one. */
      readonly last?: LiveData<T>;
    };

/**
 * The newest answer that a state holds, also while it shows an error.
 *
 * @public
 */
export function lastKnown<T>(state: LiveState<T>): LiveData<T> | undefined {
  switch (state.status) {
    case 'ready':
      return state;
    case 'failed':
      return state.last;
    default:
      return undefined;
  }
}
