import type {
  DeviceRecord,
  ResourceSliceRecord,
} from '../../observed/resourceSlice';
import {
  driverRule,
  type AcceleratorDriver,
  type AcceleratorRule,
} from '../accelerators';

/** A device that a driver publishes at present. */
export interface PooledDevice {
  readonly id: string;
  readonly rule: AcceleratorRule & { readonly driver: AcceleratorDriver };
  readonly pool: string;
  readonly record: DeviceRecord;
  /** Absent for a device that several nodes can reach. */
  readonly nodeName?: string;
  /** Slices of its pool are missing, so that nobody is given it. */
  readonly incomplete: boolean;
}

/** What is in the pools of a cluster. */
export interface Pools {
  readonly devices: readonly PooledDevice[];
  /** Names of pools of which slices are missing. */
  readonly incomplete: readonly string[];
}

/** Names a device in a cluster. */
export function deviceId(driver: string, pool: string, device: string): string {
  return `${driver}/${pool}/${device}`;
}

/**
 * The devices of the newest generation of each pool, Kubernetes v1.36
 * `resource/v1.ResourcePool`: older slices are there only until they are
 * deleted. While slices of the newest are missing, the scheduler gives out
 * none of the pool.
 */
export function readPools(
  slices: Iterable<ResourceSliceRecord>,
  accelerators: readonly AcceleratorRule[],
): Pools {
  const pools = new Map<string, ResourceSliceRecord[]>();
  for (const slice of slices) {
    const key = deviceId(slice.driver, slice.pool.name, '');
    const pool = pools.get(key);
    const generation = pool?.[0]?.pool.generation ?? -Infinity;
    if (slice.pool.generation > generation) pools.set(key, [slice]);
    else if (slice.pool.generation === generation) pool?.push(slice);
  }
  const devices = new Map<string, PooledDevice>();
  const incomplete: string[] = [];
  for (const pool of pools.values()) {
    const [first] = pool;
    const rule = first && driverRule(first.driver, accelerators);
    if (!rule) continue;
    const lacking = pool.length !== first.pool.slices;
    if (lacking) incomplete.push(first.pool.name);
    for (const slice of pool) {
      for (const record of slice.devices) {
        const id = deviceId(slice.driver, slice.pool.name, record.name);
        const nodeName = slice.nodeName ?? record.nodeName;
        devices.set(id, {
          id,
          rule,
          pool: slice.pool.name,
          record,
          ...(nodeName && { nodeName }),
          incomplete: lacking,
        });
      }
    }
  }
  return { devices: [...devices.values()], incomplete };
}
