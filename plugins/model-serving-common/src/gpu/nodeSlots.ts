import type { NodeRecord } from '../observed/node';
import {
  acceleratorRule,
  labelFor,
  type AcceleratorRule,
  type AcceleratorUnit,
} from './accelerators';

/** Said of a product when nodes do not label it. */
export const UNKNOWN_PRODUCT = 'unknown';

/** One resource name on one node. */
export interface NodeSlot {
  readonly resourceName: string;
  readonly product: string;
  readonly unit: AcceleratorUnit;
  readonly memoryBytes?: number;
  readonly capacity: number;
  /** 0 on a node that takes no pods. */
  readonly allocatable: number;
  /** Changed while pods are counted. */
  used: number;
}

/** A request in the name that is counted, when two names mean one device. */
export interface CountedRequest {
  readonly resourceName: string;
  readonly amount: number;
}

/** What one node offers, each device under one name only. */
export class NodeSlots {
  readonly #node: NodeRecord | undefined;
  readonly #accelerators: readonly AcceleratorRule[];
  readonly #slots = new Map<string, NodeSlot>();

  private constructor(
    node: NodeRecord | undefined,
    accelerators: readonly AcceleratorRule[],
  ) {
    this.#node = node;
    this.#accelerators = accelerators;
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
      slots.#open(slots.count(name, 0).resourceName);
    }
    return slots;
  }

  all(): readonly NodeSlot[] {
    return [...this.#slots.values()];
  }

  use({ resourceName, amount }: CountedRequest): NodeSlot {
    const slot = this.#open(resourceName);
    slot.used += amount;
    return slot;
  }

  /**
   * Two NeuronCores of a two-core Neuron chip are that one chip: where both
   * names are advertised, cores are counted as the chips that they occupy.
   */
  count(resourceName: string, amount: number): CountedRequest {
    const same = acceleratorRule(
      resourceName,
      this.#accelerators,
    )?.sameHardwareAs;
    const whole = same ? this.#capacity(same) : 0;
    if (!same || whole === 0) return { resourceName, amount };
    const ratio = Math.max(1, this.#capacity(resourceName) / whole);
    return { resourceName: same, amount: Math.ceil(amount / ratio) };
  }

  #capacity(name: string): number {
    return Math.max(
      this.#node?.capacity[name] ?? 0,
      this.#node?.allocatable[name] ?? 0,
    );
  }

  #open(resourceName: string): NodeSlot {
    const open = this.#slots.get(resourceName);
    if (open) return open;
    const memoryBytes =
      this.#node && memoryOf(this.#node, resourceName, this.#accelerators);
    const slot: NodeSlot = {
      resourceName,
      product: this.#node
        ? productOf(this.#node.meta.labels, resourceName, this.#accelerators)
        : UNKNOWN_PRODUCT,
      unit: unitOf(this.#node, resourceName, this.#accelerators),
      ...(memoryBytes !== undefined && { memoryBytes }),
      capacity: this.#capacity(resourceName),
      allocatable:
        this.#node && takesPods(this.#node, this.#accelerators)
          ? this.#node.allocatable[resourceName] ?? 0
          : 0,
      used: 0,
    };
    this.#slots.set(resourceName, slot);
    return slot;
  }
}

/**
 * Whether pods that ask for accelerators can be put on the node. A taint that
 * is named after an accelerator is there to keep other pods away; Kubernetes'
 * ExtendedResourceToleration and cloud providers give its toleration to every
 * pod that asks for the device.
 */
export function takesPods(
  node: NodeRecord,
  accelerators: readonly AcceleratorRule[],
): boolean {
  return (
    node.ready &&
    !node.cordoned &&
    node.taints.every(({ key }) => acceleratorRule(key, accelerators))
  );
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
  const unit = acceleratorRule(resourceName, accelerators)?.unit ?? 'gpu';
  const labels = node?.meta.labels ?? {};
  const strategy = labels['nvidia.com/gpu.sharing-strategy'] ?? 'none';
  const product = labels['nvidia.com/gpu.product'] ?? '';
  const shared = strategy !== 'none' || /-SHARED$|-MIG-/.test(product);
  return unit === 'gpu' && resourceName === 'nvidia.com/gpu' && shared
    ? 'slice'
    : unit;
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
  return label.unit === 'text' && !match[2]
    ? undefined
    : Number(match[1]) * unit;
}
