import type { Cancel } from '../clock/time';
import type { SimulationClock } from '../clock/clock';
import type { KubeObject } from '../objects/kubeObject';
import type { Fault, FaultType, WorkloadFault } from './fault';
import { faultId } from './fault';

/** A fault that is on, and until when. */
export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  readonly since: string;
  readonly until?: string;
}

export interface FaultChange {
  readonly fault: Fault;
  readonly active: boolean;
}

interface Entry {
  readonly active: ActiveFault;
  readonly heal: Cancel;
}

/** The faults of one cluster. */
export class FaultBoard {
  readonly #clock: SimulationClock;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<(change: FaultChange) => void>();

  private constructor(clock: SimulationClock) {
    this.#clock = clock;
  }

  static create(clock: SimulationClock): FaultBoard {
    return new FaultBoard(clock);
  }

  onChange(listener: (change: FaultChange) => void): void {
    this.#listeners.add(listener);
  }

  /** Switches a fault on; one of the same kind is replaced. */
  set(fault: Fault): ActiveFault {
    const id = faultId(fault);
    this.#entries.get(id)?.heal();
    const since = this.#clock.timestamp();
    const ms = (fault.durationSeconds ?? 0) * 1000;
    const active: ActiveFault = {
      id,
      fault,
      since,
      ...(ms > 0
        ? { until: new Date(this.#clock.now() + ms).toISOString() }
        : {}),
    };
    const heal =
      ms > 0 ? this.#clock.afterWall(ms, () => this.clear(id)) : () => {};
    this.#entries.set(id, { active, heal });
    this.#tell({ fault, active: true });
    return active;
  }

  /** Heals by id or by kind; says how many faults that were. */
  clear(idOrType?: string): number {
    const healed = [...this.#entries.values()].filter(
      ({ active }) =>
        idOrType === undefined ||
        active.id === idOrType ||
        active.fault.type === idOrType,
    );
    for (const { active, heal } of healed) {
      heal();
      this.#entries.delete(active.id);
      this.#tell({ fault: active.fault, active: false });
    }
    return healed.length;
  }

  list(): ActiveFault[] {
    return [...this.#entries.values()].map(entry => entry.active);
  }

  find<Type extends FaultType>(
    type: Type,
  ): Extract<Fault, { type: Type }> | undefined {
    return this.#ofType(type)[0];
  }

  /** Whether calls on a resource, such as `deployments.apps`, are refused. */
  forbids(resource: string): boolean {
    return this.#ofType('forbidden').some(fault => fault.resource === resource);
  }

  /** Whether a fault of the kind is meant for the object's service. */
  hits(type: WorkloadFault, { metadata }: KubeObject): boolean {
    const name =
      metadata.labels?.['serving.kserve.io/inferenceservice'] ??
      metadata.labels?.['app.kubernetes.io/name'] ??
      metadata.name;
    return this.hitsService(type, `${metadata.namespace ?? ''}/${name}`);
  }

  /** The same for a service as `namespace/name`. */
  hitsService(type: WorkloadFault, service: string): boolean {
    return this.#ofType(type).some(fault => matches(fault.workload, service));
  }

  #ofType<Type extends FaultType>(
    type: Type,
  ): Extract<Fault, { type: Type }>[] {
    const isWanted = (fault: Fault): fault is Extract<Fault, { type: Type }> =>
      fault.type === type;
    return this.list()
      .map(active => active.fault)
      .filter(isWanted);
  }

  #tell(change: FaultChange): void {
    for (const listener of this.#listeners) {
      listener(change);
    }
  }
}

function matches(pattern: string, text: string): boolean {
  const parts = pattern
    .split('*')
    .map(part => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`).test(text);
}
