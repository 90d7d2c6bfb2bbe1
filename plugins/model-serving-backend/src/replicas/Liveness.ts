/** When a replica was first seen, and when its beat was last seen to rise. */
interface Seen {
  readonly beat: number;
  readonly since: number;
  readonly rose: number;
}

/**
 * Which replicas are alive, by this process's own watch alone: a replica lives
 * while its beat changes. No two clocks are ever compared, so that it does not
 * matter how wrong they are.
 */
export class Liveness {
  readonly #me: string;
  readonly #deadMs: number;
  #seen: ReadonlyMap<string, Seen> = new Map();

  static create(me: string, deadMs: number): Liveness {
    return new Liveness(me, deadMs);
  }

  private constructor(me: string, deadMs: number) {
    this.#me = me;
    this.#deadMs = deadMs;
  }

  see(beats: ReadonlyMap<string, number>, now: number): void {
    const seen = new Map<string, Seen>();
    for (const [id, beat] of beats) {
      const before = this.#seen.get(id);
      const rose = before?.beat === beat ? before.rose : now;
      const dead = before && now - before.rose >= this.#deadMs;
      const since = before && !dead ? before.since : rose;
      seen.set(id, { beat, since, rose });
    }
    this.#seen = seen;
  }

  alive(now: number): ReadonlySet<string> {
    const alive = new Set([this.#me]);
    for (const [id, { rose }] of this.#seen) {
      if (now - rose < this.#deadMs) {
        alive.add(id);
      }
    }
    return alive;
  }

  aliveFor(id: string, now: number): number {
    const seen = this.#seen.get(id);
    return seen && now - seen.rose < this.#deadMs ? now - seen.since : 0;
  }

  /** Those that are silent for so long, with their last beat. */
  silent(forMs: number, now: number): [id: string, beat: number][] {
    return [...this.#seen]
      .filter(([id, { rose }]) => id !== this.#me && now - rose >= forMs)
      .map(([id, { beat }]) => [id, beat]);
  }
}
