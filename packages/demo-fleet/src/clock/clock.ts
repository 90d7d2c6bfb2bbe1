import type { Cancel, TimeSource } from './time';

interface Timer {
  readonly task: () => void;
  /** Simulated milliseconds left when the timer was armed. */
  remaining: number;
  armedAt: number;
  cancel: Cancel;
}

/**
 * The one clock of a demo fleet.
 *
 * Two paces: what happens inside a cluster (a download, a rollout) takes
 * *simulated* time, which `speed` shortens; what happens on the wire
 * (bookmarks, time-outs, the length of a fault) takes wall-clock time, since
 * real clients wait for it. Timestamps in objects are always wall-clock, so
 * that the ages a user reads are true.
 */
export class SimulationClock {
  #source: TimeSource;
  #speed: number;
  #elapsed = 0;
  #elapsedAt: number;
  #stopped = false;
  #hurried = false;
  readonly #simulated = new Set<Timer>();
  readonly #wall = new Set<Timer>();

  private constructor(source: TimeSource, speed: number) {
    this.#source = source;
    this.#speed = speed;
    this.#elapsedAt = source.now();
  }

  static create(source: TimeSource, speed = 1): SimulationClock {
    return new SimulationClock(source, speed);
  }

  /** Wall-clock milliseconds since the Unix epoch. */
  now(): number {
    return this.#source.now();
  }

  /** Simulated milliseconds since the clock was made. */
  elapsed(): number {
    return this.#elapsed + (this.#source.now() - this.#elapsedAt) * this.#speed;
  }

  /** Now, as Kubernetes writes it: RFC 3339 in whole seconds. */
  timestamp(): string {
    return `${new Date(this.now()).toISOString().slice(0, 19)}Z`;
  }

  get speed(): number {
    return this.#speed;
  }

  /**
   * Whether days pass in a moment, before anyone looks: what is done again and
   * again may then be done seldom.
   */
  get hurried(): boolean {
    return this.#hurried;
  }

  setHurried(hurried: boolean): void {
    this.#hurried = hurried;
  }

  /** Runs the task after that many simulated milliseconds. */
  after(ms: number, task: () => void): Cancel {
    return this.#start(this.#simulated, ms, task, () => this.#speed);
  }

  /** Runs the task after that many wall-clock milliseconds. */
  afterWall(ms: number, task: () => void): Cancel {
    return this.#start(this.#wall, ms, task, () => 1);
  }

  /** Timers already running keep their share of simulated time. */
  setSpeed(speed: number): void {
    this.#settle();
    this.#speed = speed;
    this.#rearm();
  }

  /** Goes on from another source of time; timers keep what they have left. */
  switchTo(source: TimeSource): void {
    this.#settle();
    this.#source = source;
    this.#elapsedAt = source.now();
    this.#rearm();
  }

  /** No timer fires any more, and none can be started. */
  stop(): void {
    this.#stopped = true;
    for (const timers of [this.#simulated, this.#wall]) {
      for (const timer of timers) {
        timer.cancel();
      }
      timers.clear();
    }
  }

  #start(
    timers: Set<Timer>,
    ms: number,
    task: () => void,
    pace: () => number,
  ): Cancel {
    if (this.#stopped) {
      return () => {};
    }
    const timer: Timer = {
      task,
      remaining: Math.max(0, ms),
      armedAt: this.#source.now(),
      cancel: () => {},
    };
    timers.add(timer);
    this.#arm(timers, timer, pace());
    return () => {
      timer.cancel();
      timers.delete(timer);
    };
  }

  #arm(timers: Set<Timer>, timer: Timer, pace: number): void {
    timer.armedAt = this.#source.now();
    timer.cancel = this.#source.wake(timer.remaining / pace, () => {
      timers.delete(timer);
      timer.task();
    });
  }

  /** Books what has passed so far, before the pace or the source changes. */
  #settle(): void {
    const now = this.#source.now();
    for (const [timers, pace] of this.#paces()) {
      for (const timer of timers) {
        timer.cancel();
        const passed = (now - timer.armedAt) * pace;
        timer.remaining = Math.max(0, timer.remaining - passed);
        timer.armedAt = now;
      }
    }
    this.#elapsed += (now - this.#elapsedAt) * this.#speed;
    this.#elapsedAt = now;
  }

  #rearm(): void {
    for (const [timers, pace] of this.#paces()) {
      for (const timer of timers) {
        this.#arm(timers, timer, pace);
      }
    }
  }

  #paces(): [Set<Timer>, number][] {
    return [
      [this.#simulated, this.#speed],
      [this.#wall, 1],
    ];
  }
}
