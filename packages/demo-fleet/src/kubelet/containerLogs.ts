import type { SimulationClock } from '../clock/clock';

/** Lines of a container's present and previous instance. */
export class ContainerLogs {
  readonly #clock: SimulationClock;
  readonly #current = new Map<string, string[]>();
  readonly #previous = new Map<string, string[]>();

  private constructor(clock: SimulationClock) {
    this.#clock = clock;
  }

  static create(clock: SimulationClock): ContainerLogs {
    return new ContainerLogs(clock);
  }

  /** A new instance begins: the present log becomes the previous one. */
  rotate(container: string): void {
    const lines = this.#current.get(container);
    if (lines) {
      this.#previous.set(container, lines);
    }
    this.#current.set(container, []);
  }

  write(container: string, lines: readonly string[]): void {
    const stamp = new Date(this.#clock.now()).toISOString();
    const log = this.#current.get(container) ?? [];
    log.push(...lines.map(line => `${stamp} ${line}`));
    this.#current.set(container, log);
  }

  /** Each line begins with its time; the caller cuts that off if unwanted. */
  read(container: string, previous: boolean): readonly string[] | undefined {
    return (previous ? this.#previous : this.#current).get(container);
  }
}
