import type { PhysicalGpus } from '../api/types';
import { acceleratorRule, type AcceleratorRule } from './accelerators';
import type { DeviceSlots } from './devices/DeviceSlots';
import { wholeOf, type Hardware } from './devices/hardware';
import type { NodeSlots } from './nodeSlots';
import {
  amdDevices,
  amdSharing,
  intelDevices,
  nvidiaDevices,
  nvidiaSharing,
  type Sharing,
} from './sharing';
import { UNKNOWN_PRODUCT } from './slot';

interface NodeDevices {
  readonly product: string;
  /** `undefined` when the node does not say. */
  readonly devices: number | undefined;
  readonly sharing?: Sharing;
}

/**
 * Physical devices, which are not what pods ask for: a node may advertise each
 * of them several times, or in parts. Nodes that do not say how many they have
 * are counted apart, and their devices are in no sum.
 */
export function physicalGpus(
  nodes: Iterable<NodeSlots>,
  drivers: DeviceSlots | undefined,
  accelerators: readonly AcceleratorRule[],
): PhysicalGpus {
  const products = new Map<string, PhysicalGpus['products'][number]>();
  const silent = new Set<string>();
  const add = (where: string, { product, devices, sharing }: NodeDevices) => {
    if (devices === undefined) silent.add(where);
    if (!devices) return;
    const key = `${product} ${sharing ?? ''}`;
    const row = products.get(key) ?? {
      product,
      devices: 0,
      ...(sharing && { sharing }),
    };
    row.devices += devices;
    products.set(key, row);
  };
  const counted = new Set<string>();
  for (const slots of nodes) {
    const name = slots.node?.meta.name ?? '';
    for (const [vendor, devices] of ofPlugins(slots, accelerators)) {
      add(name, devices);
      counted.add(`${name} ${vendor}`);
    }
  }
  for (const hardware of drivers?.hardware ?? []) {
    const [device] = hardware.devices;
    if (!device) continue;
    const { nodeName = '', rule } = device;
    // A device plugin there counts the same hardware.
    if (counted.has(`${nodeName} ${rule.pattern.source}`)) continue;
    add(nodeName || `pool ${device.pool}`, ofDriver(hardware));
  }
  return {
    devices: [...products.values()].reduce((sum, row) => sum + row.devices, 0),
    products: [...products]
      .sort(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([, row]) => row),
    silentNodes: silent.size,
  };
}

/** By the pattern of the vendor's rule that DRA may give out too. */
function ofPlugins(
  slots: NodeSlots,
  accelerators: readonly AcceleratorRule[],
): Map<string, NodeDevices> {
  const labels = slots.node?.meta.labels ?? {};
  const found = new Map<string, NodeDevices>();
  const byVendor = new Map<string, Map<string, number>>();
  const productOf = new Map<string, string>();
  for (const slot of slots.all()) {
    if (slot.capacity === 0) continue;
    const rule = acceleratorRule(slot.resourceName, accelerators);
    const counting = rule?.devices;
    // NVIDIA and AMD may advertise one GPU under several names.
    const vendor =
      counting === 'nvidia' || counting === 'amd'
        ? counting
        : slot.resourceName;
    const units = byVendor.get(vendor) ?? new Map<string, number>();
    units.set(slot.resourceName, slot.capacity);
    byVendor.set(vendor, units);
    const product = baseProduct(slot.product);
    const known = productOf.get(vendor);
    if (known === undefined || known === UNKNOWN_PRODUCT) {
      productOf.set(vendor, product);
    }
  }
  for (const [vendor, units] of byVendor) {
    const [name = '', amount = 0] = [...units][0] ?? [];
    const rule = acceleratorRule(name, accelerators);
    const product = productOf.get(vendor) ?? UNKNOWN_PRODUCT;
    const said = product === UNKNOWN_PRODUCT ? undefined : product;
    const count = (): Omit<NodeDevices, 'product'> => {
      switch (rule?.devices) {
        case 'each':
          return { devices: amount };
        case 'nvidia':
          return withSharing(
            nvidiaDevices(labels, units),
            [...units.keys()].some(unit => unit.includes('/mig-'))
              ? 'mig'
              : nvidiaSharing(labels) ??
                  (units.has('nvidia.com/gpu.shared')
                    ? 'time-slicing'
                    : undefined),
          );
        case 'amd':
          return withSharing(
            amdDevices(labels, said, units),
            [...units.keys()]
              .map(unit => amdSharing(labels, unit))
              .find(Boolean),
          );
        case 'intel':
          return { devices: intelDevices(labels) };
        default:
          return { devices: undefined };
      }
    };
    const shared = accelerators.find(
      each => each.driver && each.devices === rule?.devices,
    );
    found.set(shared?.pattern.source ?? vendor, { product, ...count() });
  }
  return found;
}

function withSharing(
  devices: number | undefined,
  sharing: Sharing | undefined,
): Omit<NodeDevices, 'product'> {
  return { devices, ...(sharing && { sharing }) };
}

function ofDriver(hardware: Hardware): NodeDevices {
  const whole = wholeOf(hardware);
  const record = whole?.record;
  const parts = hardware.devices.filter(each => each.record.part !== undefined);
  // A part that does not say what it is of may be of any other's.
  const anonymous = parts.some(
    each => each.record.hardware.length === 0 && !each.record.counters,
  );
  return {
    product: record?.product ?? UNKNOWN_PRODUCT,
    devices: anonymous ? undefined : 1,
    ...(parts.length > 0 && {
      sharing: parts.some(each => each.record.type === 'mig')
        ? ('mig' as const)
        : ('partitions' as const),
    }),
  };
}

/** Feature discovery adds how a GPU is shared to its product. */
function baseProduct(product: string): string {
  return product.replace(/-SHARED$/, '').replace(/-MIG-.*$/, '');
}
