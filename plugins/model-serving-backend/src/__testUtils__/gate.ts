/** Lets calls through, holds them back, or fails them, as a test says. */
export class Gate {
  #closed: Promise<void> | undefined;
  #open = () => {};
  /** When set, calls fail with it. */
  failure: Error | undefined;

  static create(): Gate {
    return new Gate();
  }

  private constructor() {}

  close(): void {
    this.#closed ??= new Promise(resolve => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
    this.#closed = undefined;
  }

  async pass(): Promise<void> {
    while (this.#closed) {
      await this.#closed;
    }
    if (this.failure) {
      throw this.failure;
    }
  }
}

/** Calls that are being answered now. */
export interface Calls {
  running: number;
}

/**
 * The same object, with all of its methods asynchronous and behind gates. An
 * answer does not reach who is frozen or cut off either.
 */
export function behindGates<T extends object>(
  target: T,
  gates: readonly Gate[],
  calls: Calls,
): T {
  async function passAll(): Promise<void> {
    for (const gate of gates) {
      await gate.pass();
    }
  }
  async function call(work: () => Promise<unknown>): Promise<unknown> {
    await passAll();
    calls.running += 1;
    try {
      return await work();
    } finally {
      calls.running -= 1;
      await passAll();
    }
  }
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name);
      return typeof value === 'function'
        ? (...args: unknown[]) => call(() => value.apply(object, args))
        : value;
    },
  });
}
