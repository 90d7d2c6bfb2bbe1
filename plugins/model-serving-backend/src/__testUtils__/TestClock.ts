import type { Clock } from '../observe';

interface Timer {
  readonly at: number;
  ring: () => void;
}

/** Time that passes only when a test says so. */
export class TestClock implements Clock {
  #nowMs = Date.parse('2026-01-01T00:00:00.000Z');
  readonly #timers = new Set<Timer>();
  #skewMs = 0;

  static create(): TestClock {
    return new TestClock();
  }

  private constructor() {}

  now(): Date {
    return new Date(this.#nowMs + this.#skewMs);
  }

  /** Milliseconds on a watch that nobody sets. */
  elapsed(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const timer: Timer = { at: this.#nowMs + ms, ring: resolve };
      const onAbort = () => {
        this.#timers.delete(timer);
        reject(signal.reason);
      };
      timer.ring = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      this.#timers.add(timer);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Sets the clock, which wakes no one: timers are monotonic. */
  set(byMs: number): void {
    this.#skewMs += byMs;
  }

  /** How many are asleep; for tests that look for leaks. */
  get sleepers(): number {
    return this.#timers.size;
  }

  /** Lets time pass; each sleeper wakes at its own moment, in order. */
  async advance(ms: number): Promise<void> {
    const end = this.#nowMs + ms;
    for (;;) {
      await settle();
      const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) {
        break;
      }
      this.#nowMs = Math.max(this.#nowMs, next.at);
      this.#timers.delete(next);
      next.ring();
    }
    this.#nowMs = end;
    await settle();
  }
}

/** Lets everything run that can run without time passing. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
