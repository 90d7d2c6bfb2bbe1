import type { SimulationClock } from '../clock/clock';

/** How soon a controller looks at an object after a change: simulated. */
const DEFAULT_DELAY_MS = 40;

/** How long it waits before it tries again what failed: simulated. */
const RETRY_MS = 2_000;

export interface QueueOptions {
  readonly clock: SimulationClock;
  readonly delayMs?: number;
  /** Brings one object closer to what is wanted. */
  readonly reconcile: (key: string) => void;
  readonly onError: (error: unknown, key: string) => void;
}

/** Keys waiting for a controller: each at most once, in order of arrival. */
export class WorkQueue {
  readonly #options: QueueOptions;
  readonly #waiting = new Set<string>();

  private constructor(options: QueueOptions) {
    this.#options = options;
  }

  static create(options: QueueOptions): WorkQueue {
    return new WorkQueue(options);
  }

  add(key: string): void {
    this.#enqueue(key, this.#options.delayMs ?? DEFAULT_DELAY_MS);
  }

  /** Looks at the object later, whatever else happens to it before. */
  addAfter(key: string, ms: number): void {
    this.#options.clock.after(ms, () => this.#enqueue(key, 0));
  }

  #enqueue(key: string, delayMs: number): void {
    if (this.#waiting.has(key)) {
      return;
    }
    this.#waiting.add(key);
    this.#options.clock.after(delayMs, () => {
      this.#waiting.delete(key);
      try {
        this.#options.reconcile(key);
      } catch (error) {
        this.#options.onError(error, key);
        this.addAfter(key, RETRY_MS);
      }
    });
  }
}
