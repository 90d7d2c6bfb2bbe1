import type { Clock } from './Clock';

/** When work is so slow that others do not wait for it. */
interface Slow {
  readonly clock: Clock;
  readonly afterMs: number;
}

/**
 * Lets a bounded number of lists run at once over all clusters: they are what
 * costs memory and time when many clusters come at once.
 *
 * Lists may be in lanes, of which the one with the lowest number goes first:
 * with a lane for each cluster, one after the other is known completely, and
 * not all of them at the very end.
 *
 * What takes long waits for its cluster and costs little meanwhile: it gives
 * its place to the next and goes on, so that a few clusters whose answers drip
 * hold up none. Their lanes stay as full as they are.
 */
export class ListGate {
  readonly #limit: number;
  readonly #limitOfLane: number;
  /** Those who wait in each lane, in their order. */
  readonly #waiting = new Map<number, Set<() => void>>();
  readonly #running = new Map<number, number>();
  readonly #slow: Slow | undefined;
  #total = 0;

  /**
   * @param limitOfLane - so that one slow cluster takes not all places.
   * @param slow - absent: a place is held for as long as the work takes.
   */
  static create(
    limit: number,
    limitOfLane: number = limit,
    slow?: Slow,
  ): ListGate {
    return new ListGate(limit, limitOfLane, slow);
  }

  private constructor(
    limit: number,
    limitOfLane: number,
    slow: Slow | undefined,
  ) {
    this.#limit = limit;
    this.#limitOfLane = limitOfLane;
    this.#slow = slow;
  }

  async run<T>(
    signal: AbortSignal,
    work: () => Promise<T>,
    lane: number = 0,
  ): Promise<T> {
    await this.#enter(signal, lane);
    const ended = new AbortController();
    let holdsPlace = true;
    const givePlace = () => {
      this.#total -= holdsPlace ? 1 : 0;
      holdsPlace = false;
      this.#admit();
    };
    this.#slow?.clock
      .sleep(this.#slow.afterMs, ended.signal)
      .then(givePlace, () => undefined);
    try {
      return await work();
    } finally {
      ended.abort();
      this.#count(lane, -1);
      givePlace();
    }
  }

  async #enter(signal: AbortSignal, lane: number): Promise<void> {
    signal.throwIfAborted();
    let onAbort = () => {};
    try {
      await new Promise<void>((resolve, reject) => {
        onAbort = () => {
          this.#leaveQueue(lane, resolve);
          reject(signal.reason);
        };
        signal.addEventListener('abort', onAbort);
        const queue = this.#waiting.get(lane) ?? new Set();
        this.#waiting.set(lane, queue.add(resolve));
        this.#admit();
      });
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  #admit(): void {
    while (this.#total < this.#limit) {
      const lane = this.#firstLane();
      if (lane === undefined) return;
      const [first] = this.#waiting.get(lane) ?? [];
      if (!first) return;
      this.#leaveQueue(lane, first);
      this.#count(lane, 1);
      this.#total += 1;
      first();
    }
  }

  #firstLane(): number | undefined {
    let found: number | undefined;
    for (const lane of this.#waiting.keys()) {
      const full = (this.#running.get(lane) ?? 0) >= this.#limitOfLane;
      if (!full && (found === undefined || lane < found)) found = lane;
    }
    return found;
  }

  #leaveQueue(lane: number, place: () => void): void {
    const queue = this.#waiting.get(lane);
    queue?.delete(place);
    if (queue?.size === 0) this.#waiting.delete(lane);
  }

  #count(lane: number, change: number): void {
    const running = (this.#running.get(lane) ?? 0) + change;
    if (running > 0) this.#running.set(lane, running);
    else this.#running.delete(lane);
  }
}
