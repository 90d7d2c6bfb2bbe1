import type { Random } from './Clock';

/**
 * What a cluster may ask for. A date of a clock that is an hour ahead must not
 * leave its cluster unobserved for an hour.
 */
const MAX_ASKED_MS = 2 * 60_000;

/**
 * Waiting times that double up to a cap, each between a half and the whole of
 * that, so that clusters which failed together do not return together.
 */
export class Backoff {
  readonly #firstMs: number;
  readonly #capMs: number;
  readonly #random: Random;
  #failures = 0;

  static create(options: {
    firstMs: number;
    capMs: number;
    random: Random;
  }): Backoff {
    return new Backoff(options);
  }

  private constructor(options: {
    firstMs: number;
    capMs: number;
    random: Random;
  }) {
    this.#firstMs = options.firstMs;
    this.#capMs = options.capMs;
    this.#random = options.random;
  }

  get failures(): number {
    return this.#failures;
  }

  /** Counts a failure; `atLeastMs` is what the cluster asked for, up to 2 min. */
  nextMs(atLeastMs = 0): number {
    const whole = Math.min(this.#capMs, this.#firstMs * 2 ** this.#failures);
    this.#failures += 1;
    const jittered = whole / 2 + (whole / 2) * this.#random();
    return Math.round(Math.max(jittered, Math.min(atLeastMs, MAX_ASKED_MS)));
  }

  reset(): void {
    this.#failures = 0;
  }
}

/** A time with ±20 %, so that what began together spreads out. */
export function jitter(ms: number, random: Random): number {
  return Math.round(ms * (0.8 + 0.4 * random()));
}
