import { useEffect, useState } from 'react';
import type {
  RolloutsView,
  Verdict,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  lastKnown,
  useEntityRollouts,
  type LiveData,
  type LiveResult,
  type LiveState,
} from '@modelfleet/backstage-plugin-model-serving-react';

/** What the server gives when nothing is said; as many come with each click. */
export const PAGE_ROWS = 200;
/** What the server gives at most. */
const MOST_ROWS = 2_000;
/** Nobody types a letter and waits for so long. */
const TYPED_MS = 300;

/** Which rows somebody looks at. */
export interface RolloutLook {
  readonly query: string;
  /** The only verdict that is shown; absent for all. */
  readonly only: Verdict | undefined;
  /**
   * The server has more rows than are here, so that it is asked for those that
   * are looked for.
   */
  readonly isPart: boolean;
  /** The rows that are here are those that were looked for before. */
  readonly isPending: boolean;
  /** Whether more rows can be asked for. */
  readonly mayGrow: boolean;
  onQuery(query: string): void;
  onOnly(verdict: Verdict | undefined): void;
  onMore(): void;
}

/**
 * The rows of an entity's rollout that somebody looks at. As long as all of
 * them are here they are searched here; of a longer list the server gives what
 * is looked for, and what was there before stays until it has.
 */
export function useRollouts(entityRef: string): {
  readonly result: LiveResult<RolloutsView>;
  readonly look: RolloutLook;
} {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<Verdict>();
  const [limit, setLimit] = useState(PAGE_ROWS);
  const [last, setLast] = useState<LiveData<RolloutsView>>();
  const typed = useSettled(query.trim());

  const isPart = last !== undefined && last.data.total > limit;
  // The last row of a verdict may go while only that one is shown.
  const only = last?.data.verdicts.some(({ verdict }) => verdict === chosen)
    ? chosen
    : undefined;
  const { state, retry } = useEntityRollouts(entityRef, {
    ...(isPart && only && { verdict: [only] }),
    ...(isPart && typed && { text: typed }),
    // The usual question is one that many share.
    ...(limit > PAGE_ROWS && { limit }),
  });
  const known = lastKnown(state);
  useEffect(() => {
    if (known) setLast(known);
  }, [known]);

  const isTyping = isPart && typed !== query.trim();
  return {
    result: { state: meanwhile(state, last), retry },
    look: {
      query,
      only,
      isPart,
      isPending: (state.status === 'loading' && last !== undefined) || isTyping,
      mayGrow: limit < MOST_ROWS,
      onQuery: setQuery,
      onOnly: setChosen,
      onMore: () => setLimit(Math.min(limit + PAGE_ROWS, MOST_ROWS)),
    },
  };
}

/** What was known before, until there is an answer to what is asked now. */
function meanwhile<T>(
  state: LiveState<T>,
  last: LiveData<T> | undefined,
): LiveState<T> {
  if (!last || lastKnown(state)) return state;
  return state.status === 'failed'
    ? { ...state, last }
    : { status: 'ready', ...last };
}

/** A text as it is when nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
