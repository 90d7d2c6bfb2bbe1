import type { DeviceClassRecord } from '../../observed/deviceClass';
import type { ResourceClaimRecord } from '../../observed/resourceClaim';
import type { ResourceSliceRecord } from '../../observed/resourceSlice';
import { driverRule, type AcceleratorRule } from '../accelerators';
import type { NodeSlots } from '../nodeSlots';
import { UNKNOWN_PRODUCT, type Slot, type SlotKey } from '../slot';
import { DeviceClasses } from './classes';
import { sameHardware, wholeOf, type Hardware } from './hardware';
import { deviceId, readPools, type PooledDevice } from './pools';

/** What dynamic resource allocation knows of a cluster. @public */
export interface AllocatedDevices {
  readonly slices: Iterable<ResourceSliceRecord>;
  readonly claims: ReadonlyMap<string, ResourceClaimRecord>;
  readonly classes: Iterable<DeviceClassRecord>;
}

type Nodes = ReadonlyMap<string, NodeSlots>;
type OpenSlot = { -readonly [K in keyof Slot]: Slot[K] };

/**
 * The devices that drivers publish, each counted once, however many claims
 * share it and whatever else it could be split into.
 *
 * A GPU that is split on demand is counted as one whole GPU while nobody has
 * any of it, and as the parts that were given out as soon as somebody has: what
 * is left of it is then not counted as free, since what fits beside those parts
 * is for the driver's counters to say. So `free` is the least that is free.
 */
export class DeviceSlots {
  readonly #nodes: Nodes;
  readonly #accelerators: readonly AcceleratorRule[];
  readonly #slots = new Map<string, OpenSlot>();
  readonly #slotOf = new Map<string, Slot>();
  readonly #bearers = new Map<string, string>();
  readonly classes: DeviceClasses;
  readonly devices: readonly PooledDevice[];
  readonly hardware: readonly Hardware[];
  readonly incomplete: readonly string[];

  private constructor(
    { slices, classes }: AllocatedDevices,
    nodes: Nodes,
    accelerators: readonly AcceleratorRule[],
  ) {
    this.#nodes = nodes;
    this.#accelerators = accelerators;
    this.classes = DeviceClasses.create(classes, accelerators);
    const pools = readPools(slices, accelerators);
    this.devices = pools.devices;
    this.incomplete = pools.incomplete;
    this.hardware = sameHardware(pools.devices);
  }

  static create(
    from: AllocatedDevices,
    nodes: Nodes,
    accelerators: readonly AcceleratorRule[],
  ): DeviceSlots {
    const slots = new DeviceSlots(from, nodes, accelerators);
    const given = new Set<string>();
    for (const claim of from.claims.values()) {
      for (const id of devicesOf(claim)) given.add(id);
    }
    for (const hardware of slots.hardware) slots.#offer(hardware, given);
    for (const [key, claim] of from.claims) slots.#give(key, claim);
    return slots;
  }

  all(): Iterable<Slot> {
    return this.#slots.values();
  }

  /** What a claim was given, each device with whether it is the first that has it. */
  *given(
    key: string,
    claim: ResourceClaimRecord,
  ): Iterable<{ id: string; slot: Slot; first: boolean }> {
    for (const id of devicesOf(claim)) {
      const slot = this.#slotOf.get(id);
      if (slot) yield { id, slot, first: this.#bearers.get(id) === key };
    }
  }

  /** What pods of a class can get; several rows when it can be any of them. */
  ofClass(deviceClass: string): SlotKey[] {
    const driver = this.classes.driverOf(deviceClass);
    if (!driver) return [];
    const slots = new Set<Slot>();
    for (const device of this.devices) {
      const slot = this.#slotOf.get(device.id);
      if (
        slot &&
        device.rule.driver.name === driver.name &&
        this.classes.admits(deviceClass, device)
      ) {
        slots.add(slot);
      }
    }
    if (slots.size > 0) return [...slots];
    const unit = driverRule(driver.name, this.#accelerators)?.unit ?? 'gpu';
    return [
      {
        resourceName: driver.name,
        product: UNKNOWN_PRODUCT,
        unit,
        byClaim: true,
      },
    ];
  }

  #offer(hardware: Hardware, given: ReadonlySet<string>): void {
    const { devices, alternatives } = hardware;
    if (!alternatives) {
      for (const device of devices) this.#add(device);
      return;
    }
    const taken = devices.filter(({ id }) => given.has(id));
    const whole = wholeOf(hardware);
    if (taken.length === 0) {
      if (whole) this.#add(whole);
      return;
    }
    for (const device of taken) this.#add(device);
  }

  #add(device: PooledDevice): void {
    const slots = this.#nodes.get(device.nodeName ?? '');
    const plugin = slots && advertised(slots, device.rule);
    if (plugin) {
      // The same hardware, which its device plugin counts already.
      this.#slotOf.set(device.id, plugin);
      return;
    }
    const closed =
      device.nodeName === undefined ? undefined : this.#whyClosed(slots);
    const slot = this.#open(device);
    const why =
      closed ??
      (device.record.tainted || device.incomplete ? 'unhealthy' : undefined);
    slot.capacity += 1;
    if (why) {
      slot.unavailable = {
        ...slot.unavailable,
        [why]: (slot.unavailable[why] ?? 0) + 1,
      };
    } else {
      slot.allocatable += 1;
    }
    this.#slotOf.set(device.id, slot);
  }

  /** A node that published devices and is gone takes no pods. */
  #whyClosed(slots: NodeSlots | undefined) {
    return slots ? slots.closed : 'notReady';
  }

  #open(device: PooledDevice): OpenSlot {
    const { record, rule, nodeName = '' } = device;
    const name = this.classes.extendedName(device);
    const product = [record.product ?? UNKNOWN_PRODUCT, record.part]
      .filter(Boolean)
      .join('-');
    return this.#slot(nodeName, {
      resourceName: name ?? rule.driver.name,
      product,
      unit: record.part === undefined ? rule.unit : 'slice',
      ...(name === undefined && { byClaim: true }),
      ...(record.memoryBytes !== undefined && {
        memoryBytes: record.memoryBytes,
      }),
    });
  }

  #slot(nodeName: string, of: SlotKey & Pick<Slot, 'memoryBytes'>): OpenSlot {
    const key = JSON.stringify([
      nodeName,
      of.resourceName,
      of.product,
      of.unit,
    ]);
    const slot = this.#slots.get(key) ?? {
      ...of,
      capacity: 0,
      allocatable: 0,
      unavailable: {},
      used: 0,
    };
    this.#slots.set(key, slot);
    return slot;
  }

  #give(key: string, claim: ResourceClaimRecord): void {
    for (const id of devicesOf(claim)) {
      if (this.#bearers.has(id)) continue;
      const [driver = ''] = id.split('/');
      const rule = driverRule(driver, this.#accelerators);
      if (!rule) continue;
      // One that is not published any more is held all the same.
      const slot =
        this.#slotOf.get(id) ??
        this.#slot('', {
          resourceName: driver,
          product: UNKNOWN_PRODUCT,
          unit: rule.unit,
          byClaim: true,
        });
      this.#slotOf.set(id, slot);
      this.#bearers.set(id, key);
      slot.used += 1;
    }
  }
}

/**
 * Each once, as a claim may take several shares of one. Who has administrative
 * access looks at a device that somebody else uses.
 */
function devicesOf({ allocated = [] }: ResourceClaimRecord): Set<string> {
  const ids = new Set<string>();
  for (const { driver, pool, device, admin } of allocated) {
    if (!admin) ids.add(deviceId(driver, pool, device));
  }
  return ids;
}

/** The slot of a device plugin that gives out the hardware of a driver. */
function advertised(
  slots: NodeSlots,
  { pattern }: AcceleratorRule,
): Slot | undefined {
  for (const slot of slots.all()) {
    if (pattern.test(slot.resourceName) && slot.capacity > 0) return slot;
  }
  return undefined;
}
