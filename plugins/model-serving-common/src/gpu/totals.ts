import type { EntityGpuUse, GpuTotals, PhysicalGpus } from '../api/types';
import type { NodeRecord } from '../observed/node';
import type { PodRecord } from '../observed/pod';
import type {
  DeviceRequestRecord,
  ResourceClaimTemplateRecord,
} from '../observed/resourceClaim';
import { recordKey } from '../observed/resource';
import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from './accelerators';
import { Chances } from './chances';
import { DeviceSlots, type AllocatedDevices } from './devices/DeviceSlots';
import { NodeSlots } from './nodeSlots';
import { physicalGpus } from './physical';
import { Totals, Uses } from './rows';
import type { Slot, SlotKey } from './slot';

/**
 * What is known of devices that pods claim.
 *
 * @public
 */
export interface ClaimedDevices extends AllocatedDevices {
  /** By `namespace/name`. */
  readonly templates: ReadonlyMap<string, ResourceClaimTemplateRecord>;
}

/**
 * Some of what is used or waited for, and by whom.
 *
 * @public
 */
export interface GpuShare {
  /** Absent for a claim that no pod uses. */
  readonly pod?: PodRecord;
  readonly namespace: string;
  readonly resourceName: string;
  readonly product: string;
  readonly used: number;
  readonly pending: number;
}

/**
 * The accelerators of one cluster, counted as the scheduler counts them.
 *
 * For every row of `totals`: `capacity = allocatable + unavailable`, and
 * `free ≤ allocatable`; where no node is overcommitted, `allocatable = free +`
 * what pods use on nodes that take pods. The sum of `used` and of `pending`
 * over all rows is that of {@link GpuAccount.shares}.
 *
 * @public
 */
export interface GpuAccount {
  /** By resource name, then product. */
  readonly totals: readonly GpuTotals[];
  readonly physical: PhysicalGpus;
  /** What to know before trusting the figures, in sentences. */
  readonly notes: readonly string[];
  /**
   * The most that one machine could ever give to one pod, were it empty;
   * 0 when no machine that takes pods has the resource.
   *
   * @param product - any, when it is not given.
   */
  largestMachine(resourceName: string, product?: string): number;
  /**
   * What some pods take, or wait for, of the totals. A device that they share
   * with others is in it; so the uses of two sets of pods may overlap.
   */
  useOf(pods: Iterable<PodRecord>): readonly EntityGpuUse[];
  /**
   * Everything that is used or waited for, each unit once.
   *
   * @param pods - those that were counted, or others that ask for the same: a
   * count is good for as long as what pods ask for is the same.
   */
  shares(pods: Iterable<PodRecord>): Iterable<GpuShare>;
}

type Take = {
  readonly of: SlotKey;
  readonly used: number;
  readonly pending: number;
};

class ClusterAccount implements GpuAccount {
  readonly #accelerators: readonly AcceleratorRule[];
  readonly #nodes = new Map<string, NodeSlots>();
  /** Pods may name a node that is gone: they still hold what they hold. */
  readonly #elsewhere: NodeSlots;
  readonly #claimed: ClaimedDevices | undefined;
  readonly #devices: DeviceSlots | undefined;
  readonly #chances: Chances;
  readonly totals: readonly GpuTotals[];
  #physical: PhysicalGpus | undefined;

  private constructor(
    nodes: Iterable<NodeRecord>,
    pods: readonly PodRecord[],
    accelerators: readonly AcceleratorRule[],
    claimed: ClaimedDevices | undefined,
  ) {
    this.#accelerators = accelerators;
    this.#claimed = claimed;
    this.#elsewhere = NodeSlots.create(undefined, accelerators);
    for (const node of nodes) {
      const slots = NodeSlots.create(node, accelerators);
      this.#nodes.set(node.meta.name, slots);
    }
    this.#devices =
      claimed && DeviceSlots.create(claimed, this.#nodes, accelerators);
    this.#chances = Chances.create(this.#nodes, this.#devices, accelerators);
    this.totals = this.#count(pods);
  }

  static create(
    nodes: Iterable<NodeRecord>,
    pods: Iterable<PodRecord>,
    accelerators: readonly AcceleratorRule[],
    claimed: ClaimedDevices | undefined,
  ): ClusterAccount {
    return new ClusterAccount(nodes, [...pods], accelerators, claimed);
  }

  get physical(): PhysicalGpus {
    this.#physical ??= physicalGpus(
      this.#nodes.values(),
      this.#devices,
      this.#accelerators,
    );
    return this.#physical;
  }

  get notes(): readonly string[] {
    return [
      ...[...this.#nodes.values()]
        .filter(({ node }) => node?.unreadable)
        .map(
          ({ node }) =>
            `Node ${node?.meta.name} gives a number of ${node?.unreadable?.join(
              ', ',
            )} that is none; they are not counted.`,
        ),
      ...(this.#devices?.incomplete ?? []).map(
        pool =>
          `Slices of the device pool ${pool} are missing; until they are there, nobody is given a device of it.`,
      ),
      ...(this.#devices?.hardware.some(({ alternatives }) => alternatives)
        ? [
            'GPUs that are split on demand count as whole ones until somebody has a part; what is left of a split one is not counted as free.',
          ]
        : []),
    ];
  }

  largestMachine(resourceName: string, product?: string): number {
    let largest = 0;
    for (const slot of this.#slots()) {
      if (
        slot.resourceName === resourceName &&
        (product === undefined || slot.product === product)
      ) {
        largest = Math.max(largest, slot.allocatable);
      }
    }
    return largest;
  }

  useOf(pods: Iterable<PodRecord>): readonly EntityGpuUse[] {
    const uses = Uses.create();
    const claims = new Set<string>();
    const devices = new Set<string>();
    for (const pod of pods) {
      if (!holds(pod)) continue;
      for (const take of this.#requested(pod)) uses.add(take.of, take);
      for (const key of this.#claimsOf(pod)) {
        if (claims.has(key)) continue;
        claims.add(key);
        for (const { id, slot } of this.#given(key)) {
          if (!devices.has(id)) uses.add(slot, { used: 1, pending: 0 });
          devices.add(id);
        }
        for (const take of this.#awaited(key)) uses.add(take.of, take);
      }
      for (const take of this.#unmade(pod)) uses.add(take.of, take);
    }
    return uses.sorted;
  }

  *shares(counted: Iterable<PodRecord>): Generator<GpuShare, void> {
    const pods = [...counted];
    const claims = this.#claimed?.claims ?? new Map();
    const firstPods = new Map<string, PodRecord>();
    const bearers = new Map<string, PodRecord>();
    if (claims.size > 0) {
      for (const pod of pods) firstPods.set(pod.meta.uid, pod);
    }
    for (const pod of pods) {
      const namespace = pod.meta.namespace ?? '';
      if (!holds(pod)) continue;
      for (const take of this.#requested(pod)) {
        yield share(take, namespace, pod);
      }
      for (const take of this.#unmade(pod)) yield share(take, namespace, pod);
      for (const key of this.#claimsOf(pod)) {
        if (!bearers.has(key)) bearers.set(key, pod);
      }
    }
    for (const [key, claim] of this.#claimed?.claims ?? []) {
      const pod = firstPods.get(claim.firstPod ?? '') ?? bearers.get(key);
      const namespace = claim.meta.namespace ?? '';
      for (const { slot, first } of this.#given(key)) {
        if (first) {
          yield share({ of: slot, used: 1, pending: 0 }, namespace, pod);
        }
      }
      if (!bearers.has(key)) continue;
      for (const take of this.#awaited(key)) yield share(take, namespace, pod);
    }
  }

  #count(pods: readonly PodRecord[]): readonly GpuTotals[] {
    const totals = Totals.create();
    const waiting: Take[] = [];
    const awaited = new Set<string>();
    for (const pod of pods) {
      if (!holds(pod)) continue;
      for (const take of this.#requested(pod)) {
        if (take.pending > 0) waiting.push(take);
        else this.#slotsOf(pod).of(take.of.resourceName).used += take.used;
      }
      waiting.push(...this.#unmade(pod));
      for (const key of this.#claimsOf(pod)) awaited.add(key);
    }
    for (const slot of this.#slots()) totals.add(slot);
    for (const key of awaited) waiting.push(...this.#awaited(key));
    for (const { of, pending } of waiting) totals.wait(of, pending);
    return totals.sorted;
  }

  *#slots(): Iterable<Slot> {
    for (const slots of this.#nodes.values()) yield* slots.all();
    yield* this.#elsewhere.all();
    if (this.#devices) yield* this.#devices.all();
  }

  #slotsOf(pod: PodRecord): NodeSlots {
    return this.#nodes.get(pod.nodeName ?? '') ?? this.#elsewhere;
  }

  /** What a pod asks for by name, save what the scheduler made a claim of. */
  #requested(pod: PodRecord): readonly Take[] {
    const { nodeSelector, nodeName, requests, claims } = pod;
    const takes: Take[] = [];
    for (const resourceName of Object.keys(requests)) {
      const amount = requests[resourceName] ?? 0;
      if (
        amount <= 0 ||
        claims?.extended?.resourceNames.includes(resourceName)
      ) {
        continue;
      }
      if (!acceleratorRule(resourceName, this.#accelerators)) {
        const of = this.#chances.ofClassResource(resourceName);
        if (of) takes.push({ of, used: 0, pending: amount });
      } else if (nodeName) {
        const slots = this.#slotsOf(pod);
        const counted = slots.count(resourceName, amount);
        const of = slots.of(counted.resourceName);
        takes.push({ of, used: counted.amount, pending: 0 });
      } else {
        const { of, slots } = this.#chances.ofResource(
          resourceName,
          nodeSelector,
        );
        const counted = slots?.count(resourceName, amount);
        takes.push({ of, used: 0, pending: counted?.amount ?? amount });
      }
    }
    return takes;
  }

  #claimsOf({ claims, meta }: PodRecord): readonly string[] {
    return (claims?.names ?? []).map(name =>
      recordKey({ name, ...(meta.namespace && { namespace: meta.namespace }) }),
    );
  }

  #given(key: string): Iterable<{ id: string; slot: Slot; first: boolean }> {
    const claim = this.#claimed?.claims.get(key);
    return (claim && this.#devices?.given(key, claim)) ?? [];
  }

  #awaited(key: string): Take[] {
    const claim = this.#claimed?.claims.get(key);
    return claim && !claim.allocated ? this.#demand(claim.requests) : [];
  }

  /** Claims that are still to be made from a template. */
  #unmade({ claims, meta }: PodRecord): Take[] {
    return (claims?.templates ?? []).flatMap(name => {
      const namespace = meta.namespace ?? '';
      const key = recordKey({ namespace, name });
      return this.#demand(this.#claimed?.templates.get(key)?.requests ?? []);
    });
  }

  #demand(requests: readonly DeviceRequestRecord[]): Take[] {
    return requests.flatMap(({ deviceClass, count, admin }) => {
      const of = admin ? undefined : this.#chances.ofClass(deviceClass);
      // Who asks for all that there are waits for one at least.
      return of ? [{ of, used: 0, pending: count ?? 1 }] : [];
    });
  }
}

/**
 * Counts the accelerators of a cluster.
 *
 * @param nodes - all nodes.
 * @param pods - all pods that ask for an accelerator or claim a device.
 * @param claimed - absent where the cluster gives out devices by device
 * plugins only, or does not show which it gives out otherwise.
 * @public
 */
export function accountGpus(
  nodes: Iterable<NodeRecord>,
  pods: Iterable<PodRecord>,
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
  claimed?: ClaimedDevices,
): GpuAccount {
  return ClusterAccount.create(nodes, pods, accelerators, claimed);
}

/** Whether a count of one pod is right for the other as well. @public */
export function countsAlike(a: PodRecord, b: PodRecord): boolean {
  return a === b || (holds(a) === holds(b) && demandOf(a) === demandOf(b));
}

function demandOf(pod: PodRecord): string {
  const { meta, nodeName, requests, nodeSelector, claims } = pod;
  const { namespace, name, uid } = meta;
  return JSON.stringify([
    namespace,
    name,
    uid,
    nodeName,
    requests,
    nodeSelector,
    claims,
  ]);
}

/** Finished pods hold nothing; terminating ones hold until they are gone. */
function holds({ phase, nodeName, meta }: PodRecord): boolean {
  if (phase === 'Succeeded' || phase === 'Failed') return false;
  return nodeName !== undefined || meta.deletedAt === undefined;
}

function share(
  { of, used, pending }: Take,
  namespace: string,
  pod: PodRecord | undefined,
): GpuShare {
  const { resourceName, product } = of;
  return {
    ...(pod && { pod }),
    namespace,
    resourceName,
    product,
    used,
    pending,
  };
}
