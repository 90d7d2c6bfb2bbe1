import { jitter } from './Backoff';
import type { Clock, Random } from './Clock';

interface RechecksOptions {
  readonly everyMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/**
 * When kinds that a cluster does not serve are looked for again: all at the
 * same time, so that they share what is asked. Of most kinds that can be
 * observed a cluster serves few.
 */
export class Rechecks {
  readonly #options: RechecksOptions;
  #next: Promise<void> | undefined;

  static create(options: RechecksOptions): Rechecks {
    return new Rechecks(options);
  }

  private constructor(options: RechecksOptions) {
    this.#options = options;
  }

  /** The rest of the time until then. */
  wait(): Promise<void> {
    const { everyMs, clock, random, signal } = this.#options;
    this.#next ??= clock.sleep(jitter(everyMs, random), signal).finally(() => {
      this.#next = undefined;
    });
    return this.#next;
  }
}
