interface Turn {
  readonly epoch: number;
  readonly controller: AbortController;
}

/** The work on one unit, from turn to turn of owning it. */
export class UnitWork {
  #turn: Turn | undefined;
  #working = false;
  #onGrant = () => {};
  #onGivenUp: (() => Promise<void>) | undefined;
  #end = () => {};
  readonly ended: Promise<void>;

  static create(): UnitWork {
    return new UnitWork();
  }

  private constructor() {
    this.ended = new Promise(resolve => {
      this.#end = resolve;
    });
  }

  /** Of the lease that is held; writes may go on until the work has ended. */
  get epoch(): number | undefined {
    return this.#turn?.epoch;
  }

  /** Whether a lease would be of use now. */
  get waits(): boolean {
    return !this.#turn && !this.#working;
  }

  grant(epoch: number): void {
    if (this.waits) {
      this.#turn = { epoch, controller: new AbortController() };
      this.#onGrant();
    }
  }

  /** Another may own it: the work ends, and what it writes is refused. */
  lose(): void {
    const turn = this.#turn;
    this.#turn = undefined;
    turn?.controller.abort(new Error('Another replica observes it'));
  }

  /** Ends the work in good order, and then says so. */
  giveUp(then: () => Promise<void>): void {
    this.#onGivenUp = then;
    this.#turn?.controller.abort(new Error('It goes to another replica'));
  }

  async run(
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      while (!signal.aborted) {
        const turn = this.#turn ?? (await this.#granted(signal));
        if (!turn) {
          return;
        }
        const end = AbortSignal.any([signal, turn.controller.signal]);
        this.#working = true;
        try {
          await work(end);
        } catch (error) {
          if (!end.aborted) {
            throw error;
          }
        } finally {
          this.#working = false;
          await this.#finish(turn);
        }
        if (!end.aborted) {
          return;
        }
      }
    } finally {
      this.#end();
    }
  }

  async #granted(signal: AbortSignal): Promise<Turn | undefined> {
    let onAbort = () => {};
    await new Promise<void>(resolve => {
      onAbort = resolve;
      this.#onGrant = resolve;
      signal.addEventListener('abort', onAbort);
    });
    signal.removeEventListener('abort', onAbort);
    return signal.aborted ? undefined : this.#turn;
  }

  async #finish(turn: Turn): Promise<void> {
    const givenUp = this.#onGivenUp;
    this.#onGivenUp = undefined;
    if (this.#turn === turn) {
      this.#turn = undefined;
      // Not released: it ends by time, and meanwhile nobody has it.
      await givenUp?.().catch(() => undefined);
    }
  }
}
