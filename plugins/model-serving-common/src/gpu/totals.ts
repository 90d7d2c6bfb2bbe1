import type { EntityGpuUse, GpuTotals } from '../api/types';
import type { NodeRecord } from '../observed/node';
import type { PodRecord } from '../observed/pod';
import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from './accelerators';
import {
  NodeSlots,
  productOf,
  UNKNOWN_PRODUCT,
  type CountedRequest,
  type NodeSlot,
} from './nodeSlots';

/**
 * The accelerators of one cluster, counted as the scheduler counts them.
 *
 * For every row of `totals`: `capacity = allocatable + unavailable`, and
 * `free ≤ allocatable`; where no node is overcommitted, `allocatable = free +`
 * what pods use on nodes that take pods. The sum of `used` and of `pending`
 * over all rows is what {@link GpuAccount.useOf} says of all pods.
 *
 * @public
 */
export interface GpuAccount {
  /** By resource name, then product. */
  readonly totals: readonly GpuTotals[];
  /**
   * The most that one machine could ever give to one pod, were it empty;
   * 0 when no machine that takes pods has the resource.
   *
   * @param product - any, when it is not given.
   */
  largestMachine(resourceName: string, product?: string): number;
  /** What some pods take, or wait for, of the totals. */
  useOf(pods: Iterable<PodRecord>): readonly EntityGpuUse[];
}

interface Take {
  readonly slot: Pick<NodeSlot, 'resourceName' | 'product' | 'unit'>;
  readonly used: number;
  readonly pending: number;
}

/** What a pod without a node can get. */
interface Chance {
  readonly slot: Take['slot'];
  /** Of a node that has it, which knows how to count it. */
  readonly slots?: NodeSlots;
}

class ClusterAccount implements GpuAccount {
  readonly #accelerators: readonly AcceleratorRule[];
  readonly #nodes = new Map<string, { node: NodeRecord; slots: NodeSlots }>();
  /** Pods may name a node that is gone: they still hold what they hold. */
  readonly #elsewhere: NodeSlots;
  readonly #pending: Take[] = [];
  #totals: readonly GpuTotals[] | undefined;
  /** By resource name and node selector: many pods ask for the same. */
  readonly #chances = new Map<string, Chance>();

  private constructor(accelerators: readonly AcceleratorRule[]) {
    this.#accelerators = accelerators;
    this.#elsewhere = NodeSlots.create(undefined, accelerators);
  }

  static create(
    nodes: Iterable<NodeRecord>,
    accelerators: readonly AcceleratorRule[],
  ): ClusterAccount {
    const account = new ClusterAccount(accelerators);
    for (const node of nodes) {
      const slots = NodeSlots.create(node, accelerators);
      account.#nodes.set(node.meta.name, { node, slots });
    }
    return account;
  }

  count(pods: Iterable<PodRecord>): this {
    for (const pod of pods) {
      for (const take of this.#takes(pod)) {
        if (take.pending > 0) this.#pending.push(take);
        else
          this.#slotsOf(pod).use({
            resourceName: take.slot.resourceName,
            amount: take.used,
          });
      }
    }
    return this;
  }

  get totals(): readonly GpuTotals[] {
    this.#totals ??= this.#sum();
    return this.#totals;
  }

  #sum(): readonly GpuTotals[] {
    const rows = new Map<string, GpuTotals>();
    for (const slots of this.#allSlots()) {
      for (const slot of slots.all()) addSlot(rowFor(rows, slot), slot);
    }
    for (const { slot, pending } of this.#pending) {
      rowFor(rows, slot).pending += pending;
    }
    return sorted(rows.values());
  }

  largestMachine(resourceName: string, product?: string): number {
    const sizes = [...this.#nodes.values()]
      .flatMap(({ slots }) => slots.all())
      .filter(
        slot =>
          slot.resourceName === resourceName &&
          (product === undefined || slot.product === product),
      )
      .map(({ allocatable }) => allocatable);
    return Math.max(0, ...sizes);
  }

  useOf(pods: Iterable<PodRecord>): readonly EntityGpuUse[] {
    const rows = new Map<string, EntityGpuUse>();
    for (const pod of pods) {
      for (const { slot, used, pending } of this.#takes(pod)) {
        const { resourceName, product } = slot;
        const key = `${resourceName}|${product}`;
        const row = rows.get(key) ?? {
          resourceName,
          product,
          used: 0,
          pending: 0,
        };
        rows.set(key, row);
        row.used += used;
        row.pending += pending;
      }
    }
    return sorted(rows.values());
  }

  #allSlots(): readonly NodeSlots[] {
    return [
      ...[...this.#nodes.values()].map(({ slots }) => slots),
      this.#elsewhere,
    ];
  }

  #slotsOf(pod: PodRecord): NodeSlots {
    return this.#nodes.get(pod.nodeName ?? '')?.slots ?? this.#elsewhere;
  }

  /** Finished pods hold nothing; terminating ones hold until they are gone. */
  #takes(pod: PodRecord): readonly Take[] {
    if (pod.phase === 'Succeeded' || pod.phase === 'Failed') return [];
    if (!pod.nodeName && pod.meta.deletedAt) return [];
    return Object.entries(pod.requests).map(([resourceName, amount]) =>
      pod.nodeName
        ? this.#held(pod, this.#slotsOf(pod).count(resourceName, amount))
        : this.#awaited(pod, resourceName, amount),
    );
  }

  #held(pod: PodRecord, request: CountedRequest): Take {
    const slot = this.#slotsOf(pod).use({ ...request, amount: 0 });
    return { slot, used: request.amount, pending: 0 };
  }

  /** A pod without a node waits for the product that it can only get. */
  #awaited(pod: PodRecord, resourceName: string, amount: number): Take {
    const key = `${resourceName}|${JSON.stringify(pod.nodeSelector)}`;
    const chance = this.#chances.get(key) ?? this.#chance(pod, resourceName);
    this.#chances.set(key, chance);
    const counted = chance.slots?.count(resourceName, amount);
    return { slot: chance.slot, used: 0, pending: counted?.amount ?? amount };
  }

  #chance({ nodeSelector }: PodRecord, resourceName: string): Chance {
    const candidates = [...this.#nodes.values()]
      .filter(({ node }) => matches(node, nodeSelector))
      .flatMap(({ slots }) => {
        const name = slots.count(resourceName, 0).resourceName;
        const slot = slots.all().find(each => each.resourceName === name);
        return slot ? [{ slot, slots }] : [];
      });
    const [first] = candidates;
    const agreed = candidates.every(
      ({ slot }) =>
        slot.product === first?.slot.product && slot.unit === first.slot.unit,
    );
    if (first && agreed) return first;
    const unit =
      acceleratorRule(resourceName, this.#accelerators)?.unit ?? 'gpu';
    const product = first
      ? UNKNOWN_PRODUCT
      : productOf(nodeSelector, resourceName, this.#accelerators);
    return { slot: { resourceName, product, unit } };
  }
}

/**
 * Counts the accelerators of a cluster.
 *
 * @param nodes - all nodes.
 * @param pods - all pods that ask for an accelerator.
 * @public
 */
export function accountGpus(
  nodes: Iterable<NodeRecord>,
  pods: Iterable<PodRecord>,
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): GpuAccount {
  const account = ClusterAccount.create(nodes, accelerators);
  return account.count(pods);
}

function matches(
  node: NodeRecord,
  nodeSelector: Readonly<Record<string, string>>,
): boolean {
  // Labels that are not kept cannot rule a node out.
  return Object.entries(nodeSelector).every(
    ([label, value]) => (node.meta.labels[label] ?? value) === value,
  );
}

function rowFor(
  rows: Map<string, GpuTotals>,
  { resourceName, product, unit }: Take['slot'],
): GpuTotals {
  const key = `${resourceName}|${product}|${unit}`;
  const row = rows.get(key) ?? {
    resourceName,
    product,
    unit,
    nodes: 0,
    capacity: 0,
    allocatable: 0,
    used: 0,
    free: 0,
    largestFreeBlock: 0,
    pending: 0,
    unavailable: 0,
  };
  rows.set(key, row);
  return row;
}

function addSlot(row: GpuTotals, slot: NodeSlot): void {
  const free = Math.max(0, slot.allocatable - slot.used);
  row.nodes += slot.capacity > 0 ? 1 : 0;
  row.capacity += slot.capacity;
  row.allocatable += slot.allocatable;
  row.unavailable += slot.capacity - slot.allocatable;
  row.used += slot.used;
  row.free += free;
  row.largestFreeBlock = Math.max(row.largestFreeBlock, free);
  if (slot.memoryBytes !== undefined) {
    // The smallest device decides what is sure to fit.
    row.memoryBytes = Math.min(row.memoryBytes ?? Infinity, slot.memoryBytes);
  }
}

function sorted<T extends { resourceName: string; product: string }>(
  rows: Iterable<T>,
): T[] {
  return [...rows].sort(
    (a, b) =>
      a.resourceName.localeCompare(b.resourceName, 'en') ||
      a.product.localeCompare(b.product, 'en'),
  );
}
