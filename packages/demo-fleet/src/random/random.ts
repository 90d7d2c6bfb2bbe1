import { createHash } from 'node:crypto';

/** The letters that Kubernetes uses for generated names: no vowels, no words. */
const NAME_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * Randomness that a seed decides. A fork depends on its label alone, not on
 * how often its parent was asked, so two runs agree even when timers of
 * different clusters fire in another order.
 */
export class SeededRandom {
  readonly #seed: string;
  #state: number;

  private constructor(seed: string) {
    this.#seed = seed;
    this.#state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  }

  static create(seed: string): SeededRandom {
    return new SeededRandom(seed);
  }

  fork(label: string): SeededRandom {
    return new SeededRandom(`${this.#seed}/${label}`);
  }

  /** At least 0, below 1. Mulberry32: small, and good enough for names and jitter. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) % 0x100000000;
    let word = this.#state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 0x100000000;
  }

  /** At least `low`, below `high`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** Letters for a generated name, such as the end of a pod's. */
  letters(length: number): string {
    let text = '';
    while (text.length < length) {
      text += NAME_LETTERS[Math.floor(this.next() * NAME_LETTERS.length)] ?? '';
    }
    return text;
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) {
      text += Math.floor(this.next() * 16).toString(16);
    }
    return text;
  }

  /** Looks like a version 4 UUID. */
  uid(): string {
    const variant = '89ab'[Math.floor(this.next() * 4)] ?? '8';
    return [
      this.hex(8),
      this.hex(4),
      `4${this.hex(3)}`,
      `${variant}${this.hex(3)}`,
      this.hex(12),
    ].join('-');
  }
}

/** A short, stable fingerprint of any text, in the letters of Kubernetes names. */
export function fingerprint(text: string, length: number): string {
  return SeededRandom.create(`fingerprint/${text}`).letters(length);
}
