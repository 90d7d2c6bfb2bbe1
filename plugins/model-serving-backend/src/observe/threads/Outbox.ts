import type { Clock } from '../Clock';
import type { Report } from './messages';

/** What happens within this time is told at once, ms. */
const GATHER_MS = 20;
/** Characters of one message: what the main thread reads in one go. */
const MESSAGE = 64 * 1024;

/**
 * What a thread has to tell. Of one object only the last is told; and nothing
 * is sent before the main thread has taken what was sent before: when it is
 * slow, what waits grows no larger than what there is to know.
 */
export class Outbox {
  readonly #waiting = new Map<string, Report>();
  readonly #send: (text: string) => void;
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #signal: AbortSignal;
  #counter = 0;
  #state: 'idle' | 'gathering' | 'sent' = 'idle';

  static create(options: {
    readonly send: (text: string) => void;
    readonly clock: Pick<Clock, 'sleep'>;
    readonly signal: AbortSignal;
  }): Outbox {
    return new Outbox(options);
  }

  private constructor(options: {
    readonly send: (text: string) => void;
    readonly clock: Pick<Clock, 'sleep'>;
    readonly signal: AbortSignal;
  }) {
    this.#send = options.send;
    this.#clock = options.clock;
    this.#signal = options.signal;
  }

  /** Reports that wait. */
  get size(): number {
    return this.#waiting.size;
  }

  /** @param about - what a later report makes this one needless. */
  put(report: Report, about?: string): void {
    const key = about ?? `#${this.#counter++}`;
    // To the end: it may not overtake a list that came between.
    this.#waiting.delete(key);
    this.#waiting.set(key, report);
    if (this.#state === 'idle') {
      this.#state = 'gathering';
      this.#clock.sleep(GATHER_MS, this.#signal).then(
        () => this.#next(),
        () => undefined,
      );
    }
  }

  /** The main thread has taken what was sent. */
  taken(): void {
    this.#next();
  }

  /** Sends all, whether the main thread is ready or not. */
  flush(): void {
    while (this.#waiting.size > 0) {
      this.#sendSome();
      this.#state = 'sent';
    }
  }

  #next(): void {
    if (this.#waiting.size === 0) {
      this.#state = 'idle';
      return;
    }
    this.#sendSome();
    this.#state = 'sent';
  }

  #sendSome(): void {
    const texts: string[] = [];
    let size = 0;
    for (const [key, report] of this.#waiting) {
      if (size >= MESSAGE) break;
      const text = JSON.stringify(report);
      this.#waiting.delete(key);
      texts.push(text);
      size += text.length;
    }
    this.#send(`[${texts.join(',')}]`);
  }
}
