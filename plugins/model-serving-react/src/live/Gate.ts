/**
 * Lets a few tasks run at once and the others wait in line, so that a page of
 * two hundred rows does not become two hundred requests in one moment.
 */
export class Gate {
  readonly #limit: number;
  readonly #waiting: Array<() => void> = [];
  #running = 0;

  static create(options: { limit: number }): Gate {
    return new Gate(options.limit);
  }

  private constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs the task when there is room; a task aborted in line never starts. */
  async run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#limit) {
      await new Promise<void>(resolve => {
        this.#waiting.push(resolve);
      });
    } else {
      this.#running += 1;
    }
    try {
      signal.throwIfAborted();
      return await task();
    } finally {
      const next = this.#waiting.shift();
      // The place is handed over, not freed, so that nobody jumps the line.
      if (next) {
        next();
      } else {
        this.#running -= 1;
      }
    }
  }
}
