import { LRUCache } from 'lru-cache';

const KEPT = 2_000;

/** Time that only goes forward, in milliseconds. */
export interface Stopwatch {
  now(): number;
}

/**
 * Answers of another service that were asked for a moment ago, or are being
 * asked for: whoever wants the same gets the same. What failed is not kept.
 */
export class RecentAnswers<T> {
  readonly #answers: LRUCache<string, Promise<T>>;

  /** @param believedMs - for how long an answer is good. */
  static create<T>(
    believedMs: number,
    clock: Stopwatch = performance,
  ): RecentAnswers<T> {
    return new RecentAnswers(believedMs, clock);
  }

  private constructor(believedMs: number, clock: Stopwatch) {
    this.#answers = new LRUCache({
      max: KEPT,
      ttl: believedMs,
      ttlResolution: 0,
      perf: clock,
    });
  }

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key);
    if (known) return known;
    const asked = ask();
    this.#answers.set(key, asked);
    asked.catch(() => {
      if (this.#answers.peek(key) === asked) this.#answers.delete(key);
    });
    return asked;
  }
}
