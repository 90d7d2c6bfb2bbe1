/** Ends a timer that has not fired yet; calling it again does nothing. */
export type Cancel = () => void;

/** Where wall-clock time comes from: the system, or a test that moves it by hand. */
export interface TimeSource {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs the task once, `delayMs` wall-clock milliseconds from now. */
  wake(delayMs: number, task: () => void): Cancel;
}

/** The machine's own time. */
export const systemTime: TimeSource = {
  now: () => Date.now(),
  wake: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

interface Alarm {
  readonly due: number;
  readonly order: number;
  readonly task: () => void;
}

/**
 * Time that stands still until someone moves it: tests advance it, and the
 * fleet lives through its past with it before the real time takes over.
 */
export class ManualTime implements TimeSource {
  #now: number;
  #order = 0;
  readonly #alarms = new Set<Alarm>();

  private constructor(start: number) {
    this.#now = start;
  }

  static create(startMs: number): ManualTime {
    return new ManualTime(startMs);
  }

  now(): number {
    return this.#now;
  }

  wake(delayMs: number, task: () => void): Cancel {
    const alarm: Alarm = {
      due: this.#now + Math.max(0, delayMs),
      order: this.#order,
      task,
    };
    this.#order += 1;
    this.#alarms.add(alarm);
    return () => {
      this.#alarms.delete(alarm);
    };
  }

  /** Moves time forward and runs what becomes due, in order of due time. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#earliest();
      if (!next || next.due > end) {
        break;
      }
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.task();
    }
    this.#now = end;
  }

  #earliest(): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms) {
      if (
        !first ||
        alarm.due < first.due ||
        (alarm.due === first.due && alarm.order < first.order)
      ) {
        first = alarm;
      }
    }
    return first;
  }
}
