import { toError } from '@backstage/errors';
import type { Answer } from '@modelfleet/backstage-plugin-model-serving-common';
import type { Clock } from './Clock';
import { lastKnown, type LiveState } from './LiveState';
import { retryDelay } from './retryDelay';
import type { Visibility } from './Visibility';

export interface LiveQueryOptions<T> {
  fetch(options: {
    signal: AbortSignal;
    ifNoneMatch?: string;
  }): Promise<Answer<T>>;
  /** The fleet version that an answer shows, where it has one. */
  versionOf?(data: T): string | undefined;
  clock: Clock;
  visibility: Visibility;
  /** Uniform in [0, 1). */
  random(): number;
  /** Milliseconds between two requests when no signal comes. */
  pollMs: number;
}

/**
 * One question that is asked again while somebody shows its answer.
 *
 * @remarks
 *
 * Asks when the first listener comes, when told of a newer version, and by a
 * slow poll; never twice at once, never while the page is hidden, and with
 * growing pauses after errors. What is known stays known: see
 * {@link LiveState}.
 */
export class LiveQuery<T> {
  readonly #options: LiveQueryOptions<T>;
  /** Listener to the least milliseconds between two requests made for it. */
  readonly #listeners = new Map<() => void, number>();
  #state: LiveState<T> = { status: 'loading' };
  #etag: string | undefined;
  #inFlight: AbortController | undefined;
  #cancelTimer: (() => void) | undefined;
  #unwatch: (() => void) | undefined;
  #startedAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  /** Something newer was announced than the request in hand may show. */
  #outdated = false;

  static create<T>(options: LiveQueryOptions<T>): LiveQuery<T> {
    return new LiveQuery(options);
  }

  private constructor(options: LiveQueryOptions<T>) {
    this.#options = options;
  }

  getState(): LiveState<T> {
    return this.#state;
  }

  /** Whether anybody listens. */
  isActive(): boolean {
    return this.#listeners.size > 0;
  }

  /**
   * Keeps the query going until the returned function is called.
   *
   * @param minGapMs - the least time between two requests made for this
   *   listener when versions change fast; the most eager listener decides
   */
  subscribe(listener: () => void, minGapMs: number): () => void {
    this.#listeners.set(listener, minGapMs);
    if (this.#listeners.size === 1) {
      this.#unwatch = this.#options.visibility.subscribe(() => this.#plan());
      this.#outdated = true;
    }
    this.#plan();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#rest();
      }
    };
  }

  /** Asks now, whatever the pause. */
  refresh(): void {
    if (this.#listeners.size > 0 && !this.#inFlight) {
      this.#run();
    }
  }

  /** Says that the fleet has changed, and to which version. */
  announce(version: string): void {
    const known = lastKnown(this.#state);
    if (known && this.#options.versionOf?.(known.data) === version) {
      return;
    }
    this.#outdated = true;
    this.#plan();
  }

  #plan(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const { clock, visibility } = this.#options;
    if (this.#inFlight || !this.#listeners.size || !visibility.isVisible()) {
      return;
    }
    const wait = this.#dueAt() - clock.now();
    if (wait <= 0) {
      this.#run();
    } else {
      this.#cancelTimer = clock.schedule(wait, () => this.#run());
    }
  }

  #dueAt(): number {
    // News does not shorten the pause after an error: a server that refuses
    // us would otherwise be asked again at each signal.
    if (this.#state.status === 'failed') {
      return this.#state.retryAt;
    }
    const soonest = this.#startedAt + Math.min(...this.#listeners.values());
    return this.#outdated
      ? soonest
      : Math.max(soonest, this.#startedAt + this.#options.pollMs);
  }

  #run(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const request = new AbortController();
    this.#inFlight = request;
    this.#outdated = false;
    this.#startedAt = this.#options.clock.now();
    const options = {
      signal: request.signal,
      ...(this.#etag !== undefined && { ifNoneMatch: this.#etag }),
    };
    // The executor makes a fetch that throws at once a rejection as well.
    new Promise<Answer<T>>(resolve => {
      resolve(this.#options.fetch(options));
    }).then(
      answer => this.#settle(request, () => this.#succeed(answer)),
      error => this.#settle(request, () => this.#fail(toError(error))),
    );
  }

  #settle(request: AbortController, apply: () => void): void {
    // An answer that nobody waits for any more must not overwrite a newer one.
    if (this.#inFlight !== request) {
      return;
    }
    this.#inFlight = undefined;
    apply();
    this.#plan();
    for (const listener of [...this.#listeners.keys()]) {
      listener();
    }
  }

  #succeed(answer: Answer<T>): void {
    const receivedAt = this.#options.clock.now();
    const known = lastKnown(this.#state);
    if (answer.status === 'changed') {
      this.#etag = answer.etag;
      this.#state = { status: 'ready', data: answer.value, receivedAt };
    } else if (known) {
      this.#state = { status: 'ready', data: known.data, receivedAt };
    }
    this.#failures = 0;
  }

  #fail(error: Error): void {
    this.#failures += 1;
    const { clock, random } = this.#options;
    const last = lastKnown(this.#state);
    this.#state = {
      status: 'failed',
      error,
      retryAt: clock.now() + retryDelay(error, this.#failures, random()),
      ...(last && { last: { data: last.data, receivedAt: last.receivedAt } }),
    };
  }

  #rest(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#inFlight?.abort();
    this.#inFlight = undefined;
  }
}
