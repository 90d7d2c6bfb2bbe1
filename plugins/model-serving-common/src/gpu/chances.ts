import { acceleratorRule, type AcceleratorRule } from './accelerators';
import type { DeviceSlots } from './devices/DeviceSlots';
import { productOf, type NodeSlots } from './nodeSlots';
import { UNKNOWN_PRODUCT, type SlotKey } from './slot';

/** What a pod without a node can get. */
export interface Chance {
  readonly of: SlotKey;
  /** Of a node that has it, which knows how to count it. */
  readonly slots?: NodeSlots;
}

/** Says for what a pod waits: the one product that it can get, where it is only one. */
export class Chances {
  readonly #nodes: ReadonlyMap<string, NodeSlots>;
  readonly #devices: DeviceSlots | undefined;
  readonly #accelerators: readonly AcceleratorRule[];
  /** Many pods ask for the same. */
  readonly #known = new Map<string, Chance>();
  readonly #classes = new Map<string, SlotKey | undefined>();

  private constructor(
    nodes: ReadonlyMap<string, NodeSlots>,
    devices: DeviceSlots | undefined,
    accelerators: readonly AcceleratorRule[],
  ) {
    this.#nodes = nodes;
    this.#devices = devices;
    this.#accelerators = accelerators;
  }

  static create(
    nodes: ReadonlyMap<string, NodeSlots>,
    devices: DeviceSlots | undefined,
    accelerators: readonly AcceleratorRule[],
  ): Chances {
    return new Chances(nodes, devices, accelerators);
  }

  ofResource(
    resourceName: string,
    nodeSelector: Readonly<Record<string, string>>,
  ): Chance {
    const key = `${resourceName}|${JSON.stringify(nodeSelector)}`;
    const known = this.#known.get(key);
    if (known) return known;
    const chance = this.#find(resourceName, nodeSelector);
    this.#known.set(key, chance);
    return chance;
  }

  /** `undefined` when the class gives no accelerators. */
  ofClass(deviceClass: string): SlotKey | undefined {
    if (!this.#classes.has(deviceClass)) {
      const rows = this.#devices?.ofClass(deviceClass) ?? [];
      const [first] = rows;
      this.#classes.set(
        deviceClass,
        first &&
          (agreed(rows) ? first : { ...first, product: UNKNOWN_PRODUCT }),
      );
    }
    return this.#classes.get(deviceClass);
  }

  /** Of a resource that is named after a class. */
  ofClassResource(resourceName: string): SlotKey | undefined {
    const deviceClass = this.#devices?.classes.classOf(resourceName);
    return deviceClass === undefined ? undefined : this.ofClass(deviceClass);
  }

  #find(
    resourceName: string,
    nodeSelector: Readonly<Record<string, string>>,
  ): Chance {
    const candidates: Chance[] = [];
    for (const slots of this.#nodes.values()) {
      if (!matches(slots, nodeSelector)) continue;
      const name = slots.count(resourceName, 0).resourceName;
      const slot = slots.find(name);
      if (slot) candidates.push({ of: slot, slots });
    }
    for (const slot of this.#devices?.all() ?? []) {
      if (slot.resourceName === resourceName) candidates.push({ of: slot });
    }
    const [first] = candidates;
    if (first && agreed(candidates.map(({ of }) => of))) return first;
    const unit =
      acceleratorRule(resourceName, this.#accelerators)?.unit ?? 'gpu';
    const product = first
      ? UNKNOWN_PRODUCT
      : productOf(nodeSelector, resourceName, this.#accelerators);
    return { of: { resourceName, product, unit } };
  }
}

function agreed(rows: readonly SlotKey[]): boolean {
  return rows.every(
    ({ product, unit }) =>
      product === rows[0]?.product && unit === rows[0].unit,
  );
}

function matches(
  { node }: NodeSlots,
  nodeSelector: Readonly<Record<string, string>>,
): boolean {
  const labels = node?.meta.labels ?? {};
  // Labels that are not kept cannot rule a node out.
  return Object.keys(nodeSelector).every(
    label => (labels[label] ?? nodeSelector[label]) === nodeSelector[label],
  );
}
