import type { Body } from '../service/Bodies';

const KEPT = 200;
/** Ages of clusters are shown, and go on. */
const SHARED_MS = 1_000;

/**
 * Answers that take a while to make, because sources are asked for them: made
 * once for all who ask for the same meanwhile, and within a second after.
 */
export class SharedBodies {
  readonly #kept = new Map<string, Promise<Body>>();

  static create(): SharedBodies {
    return new SharedBodies();
  }

  private constructor() {}

  /** @param key - differs for viewers who may see different things. */
  of(key: string, make: () => Promise<Body>): Promise<Body> {
    const known = this.#kept.get(key);
    if (known) return known;
    const body = make();
    this.#kept.set(key, body);
    const forget = () => {
      if (this.#kept.get(key) === body) this.#kept.delete(key);
    };
    body.then(
      () => setTimeout(forget, SHARED_MS).unref(),
      // Whoever asks next may have more luck.
      forget,
    );
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) {
      this.#kept.delete(oldest);
    }
    return body;
  }
}
