import type { SimulationClock } from '../clock/clock';

/** How many instances of one container keep their logs, as on a real node. */
const KEPT_INSTANCES = 2;

/** The logs of one pod's containers, instance by instance. */
export class ContainerLogs {
  readonly #clock: SimulationClock;
  /** Container → instance id → lines, oldest instance first. */
  readonly #logs = new Map<string, Map<string, string[]>>();

  private constructor(clock: SimulationClock) {
    this.#clock = clock;
  }

  static create(clock: SimulationClock): ContainerLogs {
    return new ContainerLogs(clock);
  }

  /** A new instance of a container begins. */
  open(container: string, instance: string): void {
    const instances = this.#logs.get(container) ?? new Map<string, string[]>();
    instances.set(instance, []);
    for (const id of instances.keys()) {
      if (instances.size > KEPT_INSTANCES) {
        instances.delete(id);
      }
    }
    this.#logs.set(container, instances);
  }

  /** Writes to the newest instance of a container. */
  write(container: string, lines: readonly string[]): void {
    const stamp = new Date(this.#clock.now()).toISOString();
    const newest = [...(this.#logs.get(container)?.values() ?? [])].at(-1);
    newest?.push(...lines.map(line => `${stamp} ${line}`));
  }

  /** Each line begins with its time; the caller cuts that off if unwanted. */
  read(container: string, instance: string): readonly string[] | undefined {
    return this.#logs.get(container)?.get(instance);
  }
}
