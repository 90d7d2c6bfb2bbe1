import type { Clock } from '../Clock';

/** A clock that moves only when told to. */
export function manualTime() {
  let now = 1_000_000;
  let timers: Array<{ at: number; callback: () => void }> = [];
  const clock: Clock = {
    now: () => now,
    schedule(delayMs, callback) {
      const timer = { at: now + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter(other => other !== timer);
      };
    },
  };
  return {
    clock,
    advance(ms: number) {
      const end = now + ms;
      for (;;) {
        const [next] = timers
          .filter(({ at }) => at <= end)
          .sort((a, b) => a.at - b.at);
        if (!next) {
          break;
        }
        timers = timers.filter(timer => timer !== next);
        now = Math.max(now, next.at);
        next.callback();
      }
      now = end;
    },
  };
}

/** A function whose calls are answered one after the other by the test. */
export function deferredCalls<T>() {
  const calls: Array<{
    options: { signal: AbortSignal; ifNoneMatch?: string };
    resolve(value: T): void;
    reject(error: Error): void;
  }> = [];
  const settled = () => new Promise(resolve => setTimeout(resolve, 0));
  return {
    call: (options: { signal: AbortSignal; ifNoneMatch?: string }) =>
      new Promise<T>((resolve, reject) => {
        calls.push({ options, resolve, reject });
      }),
    count: () => calls.length,
    last() {
      const call = calls.at(-1);
      if (!call) {
        throw new Error('Nothing was asked yet');
      }
      return call.options;
    },
    async resolve(value: T) {
      calls.at(-1)?.resolve(value);
      await settled();
    },
    async reject(error: Error) {
      calls.at(-1)?.reject(error);
      await settled();
    },
  };
}
