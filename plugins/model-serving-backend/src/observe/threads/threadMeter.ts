import type { ObserverMeter } from '../ObserverMeter';
import type { MeterCounts } from './messages';
import type { Outbox } from './Outbox';

type Sums = {
  -readonly [K in 'events' | 'lists' | 'failures']: MeterCounts[K];
};

/** Counts in a thread, and tells the sums along with what else is told. */
export function threadMeter(outbox: Outbox): ObserverMeter {
  let watches = 0;
  let sums: Sums = { events: {}, lists: {}, failures: {} };

  function add<S extends keyof Sums>(
    sum: S,
    what: keyof Sums[S] & string,
    times: number,
  ): void {
    const before: Partial<Record<string, number>> = sums[sum];
    sums = {
      ...sums,
      [sum]: { ...before, [what]: (before[what] ?? 0) + times },
    };
    tell();
  }

  function tell(): void {
    outbox.put(
      {
        tell: 'counts',
        // Read when it is sent, which may be many counts later.
        get counts() {
          const told = { ...sums, watches };
          sums = { events: {}, lists: {}, failures: {} };
          return told;
        },
      },
      'counts',
    );
  }

  return {
    watchEvent: (type, times = 1) => add('events', type, times),
    listed: cause => add('lists', cause, 1),
    failed: kind => add('failures', kind, 1),
    watchOpened() {
      let open = true;
      watches += 1;
      tell();
      return () => {
        watches -= open ? 1 : 0;
        open = false;
        tell();
      };
    },
  };
}
