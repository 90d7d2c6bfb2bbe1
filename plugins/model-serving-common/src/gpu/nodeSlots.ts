import type { NodeRecord } from '../observed/node';
import {
  acceleratorRule,
  labelFor,
  type AcceleratorRule,
  type AcceleratorUnit,
} from './accelerators';
import { whyClosed, type Unavailable } from './availability';
import { amdSharing, nvidiaSharing } from './sharing';
import { UNKNOWN_PRODUCT, type Slot } from './slot';

/** A request in the name that is counted, when two names mean one device. */
export interface CountedRequest {
  readonly resourceName: string;
  readonly amount: number;
}

/** What the device plugins of one node offer, each device under one name only. */
export class NodeSlots {
  readonly #node: NodeRecord | undefined;
  readonly #accelerators: readonly AcceleratorRule[];
  readonly #closed: Unavailable | undefined;
  readonly #slots = new Map<string, Slot>();

  private constructor(
    node: NodeRecord | undefined,
    accelerators: readonly AcceleratorRule[],
  ) {
    this.#node = node;
    this.#accelerators = accelerators;
    this.#closed = node && whyClosed(node, accelerators);
  }

  /** `undefined` stands for a node that is not known (gone, or hidden). */
  static create(
    node: NodeRecord | undefined,
    accelerators: readonly AcceleratorRule[],
  ): NodeSlots {
    const slots = new NodeSlots(node, accelerators);
    const names = node
      ? [...Object.keys(node.capacity), ...Object.keys(node.allocatable)]
      : [];
    for (const name of names) {
      if (acceleratorRule(name, accelerators)) {
        slots.#open(slots.count(name, 0).resourceName);
      }
    }
    return slots;
  }

  get node(): NodeRecord | undefined {
    return this.#node;
  }

  get closed(): Unavailable | undefined {
    return this.#closed;
  }

  all(): Iterable<Slot> {
    return this.#slots.values();
  }

  find(resourceName: string): Slot | undefined {
    return this.#slots.get(resourceName);
  }

  /** The slot of a request; opened when the node does not advertise it. */
  of(resourceName: string): Slot {
    return this.#open(resourceName);
  }

  /**
   * Two NeuronCores of a two-core Neuron chip are that one chip: where both
   * names are advertised, cores are counted as the chips that they occupy.
   */
  count(resourceName: string, amount: number): CountedRequest {
    const names = acceleratorRule(
      resourceName,
      this.#accelerators,
    )?.sameHardwareAs;
    const same = names?.find(name => this.#capacity(name) > 0);
    if (same === undefined) return { resourceName, amount };
    const ratio = this.#capacity(resourceName) / this.#capacity(same);
    return {
      resourceName: same,
      amount: Math.ceil(amount / Math.max(1, ratio)),
    };
  }

  #capacity(name: string): number {
    return Math.max(
      this.#node?.capacity[name] ?? 0,
      this.#node?.allocatable[name] ?? 0,
    );
  }

  #open(resourceName: string): Slot {
    const open = this.#slots.get(resourceName);
    if (open) return open;
    const node = this.#node;
    const memoryBytes =
      node && memoryOf(node, resourceName, this.#accelerators);
    const capacity = this.#capacity(resourceName);
    const healthy = node?.allocatable[resourceName] ?? 0;
    const slot: Slot = {
      resourceName,
      product: node
        ? productOf(node.meta.labels, resourceName, this.#accelerators)
        : UNKNOWN_PRODUCT,
      unit: unitOf(node, resourceName, this.#accelerators),
      ...(memoryBytes !== undefined && { memoryBytes }),
      capacity,
      allocatable: this.#closed ? 0 : healthy,
      unavailable: {
        unhealthy: capacity - healthy,
        ...(this.#closed && { [this.#closed]: healthy }),
      },
      used: 0,
    };
    this.#slots.set(resourceName, slot);
    return slot;
  }
}

/** The product that labels name, of a node or of a pod's node selector. */
export function productOf(
  labels: Readonly<Record<string, string>>,
  resourceName: string,
  accelerators: readonly AcceleratorRule[],
): string {
  const rule = acceleratorRule(resourceName, accelerators);
  for (const label of rule?.productLabels ?? []) {
    const product = labels[labelFor(label, resourceName)];
    if (product) return product;
  }
  return UNKNOWN_PRODUCT;
}

/** A whole device that its node shares out is advertised as its parts. */
function unitOf(
  node: NodeRecord | undefined,
  resourceName: string,
  accelerators: readonly AcceleratorRule[],
): AcceleratorUnit {
  const rule = acceleratorRule(resourceName, accelerators);
  const unit = rule?.unit ?? 'gpu';
  const labels = node?.meta.labels ?? {};
  if (unit !== 'gpu') return unit;
  switch (rule?.devices) {
    case 'nvidia':
      return nvidiaSharing(labels) ? 'slice' : unit;
    case 'amd':
      return amdSharing(labels, resourceName) ? 'slice' : unit;
    default:
      return unit;
  }
}

function memoryOf(
  node: NodeRecord,
  resourceName: string,
  accelerators: readonly AcceleratorRule[],
): number | undefined {
  const label = acceleratorRule(resourceName, accelerators)?.memoryLabel;
  const text = label && node.meta.labels[labelFor(label.name, resourceName)];
  const match = /^(\d+)([MG]?)i?B?$/.exec(text ?? '');
  if (!label || !match) return undefined;
  const unit = match[2] === 'G' ? 2 ** 30 : 2 ** 20;
  // A bare number counts MiB with NVIDIA; with AMD the unit is written.
  if (label.unit === 'text' && !match[2]) return undefined;
  // 0 is how a labeller says that it could not read it.
  return Number(match[1]) * unit || undefined;
}
