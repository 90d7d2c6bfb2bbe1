import { LRUCache } from 'lru-cache';

/**
 * For how long an answer about a caller is believed. A page asks for several
 * cards of one entity at once; a right that is taken away is gone within it.
 */
export const RECENT_MS = 1_000;
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

  static create<T>(clock: Stopwatch = performance): RecentAnswers<T> {
    return new RecentAnswers(clock);
  }

  private constructor(clock: Stopwatch) {
    this.#answers = new LRUCache({
      max: KEPT,
      ttl: RECENT_MS,
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
