/**
 * Lets a bounded number of lists run at once over all clusters: they are what
 * costs memory and time when many clusters come at once.
 */
export class ListGate {
  readonly #limit: number;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  static create(limit: number): ListGate {
    return new ListGate(limit);
  }

  private constructor(limit: number) {
    this.#limit = limit;
  }

  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#running < this.#limit) {
      this.#running += 1;
      return;
    }
    let onAbort = () => {};
    try {
      await new Promise<void>((resolve, reject) => {
        onAbort = () => {
          this.#waiting.delete(resolve);
          reject(signal.reason);
        };
        this.#waiting.add(resolve);
        signal.addEventListener('abort', onAbort);
      });
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** The place goes to the one who waits longest. */
  #leave(): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next();
    } else {
      this.#running -= 1;
    }
  }
}
