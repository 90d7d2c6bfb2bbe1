import type { PooledDevice } from './pools';

/** Devices that are made of the same hardware. */
export interface Hardware {
  readonly devices: readonly PooledDevice[];
  /**
   * One can be had only while others are not: a GPU that is split on demand,
   * and what it can be split into. Otherwise all exist side by side.
   */
  readonly alternatives: boolean;
}

/** Disjoint sets, with path compression. */
class Groups {
  readonly #parents = new Map<string, string>();

  join({ id }: PooledDevice, key: string): void {
    this.#parents.set(this.root(key), this.root(`device ${id}`));
  }

  root(key: string): string {
    let root = key;
    for (
      let next = this.#parents.get(root);
      next !== undefined && next !== root;

    ) {
      root = next;
      next = this.#parents.get(root);
    }
    if (root !== key) this.#parents.set(key, root);
    return root;
  }
}

/**
 * Puts devices together that take from the same counters, or that say of
 * themselves that they are the same hardware. A GPU and its partitions must
 * never be added.
 */
export function sameHardware(devices: readonly PooledDevice[]): Hardware[] {
  const groups = new Groups();
  for (const device of devices) {
    for (const key of keysOf(device)) groups.join(device, key);
  }
  const together = new Map<string, PooledDevice[]>();
  for (const device of devices) {
    const root = groups.root(`device ${device.id}`);
    const group = together.get(root);
    if (group) group.push(device);
    else together.set(root, [device]);
  }
  return [...together.values()].map(group => ({
    devices: group,
    alternatives:
      group.length > 1 &&
      (group.some(({ record }) => record.counters) ||
        group.some(({ record }) => record.part === undefined)),
  }));
}

/** The one that stands for the whole: no part, else the largest. */
export function wholeOf({ devices }: Hardware): PooledDevice | undefined {
  const sizeOf = ({ record }: PooledDevice) =>
    (record.part === undefined ? Number.MAX_SAFE_INTEGER / 2 : 0) +
    (record.memoryBytes ?? 0);
  let whole: PooledDevice | undefined;
  for (const device of devices) {
    if (!whole || sizeOf(device) > sizeOf(whole)) whole = device;
  }
  return whole;
}

function keysOf({ record, pool, rule, nodeName }: PooledDevice): string[] {
  const place = nodeName === undefined ? `pool ${pool}` : `node ${nodeName}`;
  return [
    // Counter sets are known within a pool, addresses within a node.
    ...(record.counters ?? []).map(
      set => `counters ${rule.driver.name} ${pool} ${set}`,
    ),
    ...record.hardware.map(id => `hardware ${rule.driver.name} ${place} ${id}`),
  ];
}
