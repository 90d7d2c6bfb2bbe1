import type { EntityGpuUse, GpuTotals } from '../api/types';
import type { Unavailable } from './availability';
import type { Slot, SlotKey } from './slot';

const REASONS: readonly Unavailable[] = [
  'notReady',
  'cordoned',
  'tainted',
  'unhealthy',
];

/** Totals by resource name, product and unit, as they are added up. */
export class Totals {
  readonly #rows = new Map<string, GpuTotals>();

  static create(): Totals {
    return new Totals();
  }

  private constructor() {}

  get sorted(): readonly GpuTotals[] {
    return sorted(this.#rows.values());
  }

  wait(of: SlotKey, pending: number): void {
    this.#row(of).pending += pending;
  }

  add(slot: Slot): void {
    const row = this.#row(slot);
    const free = Math.max(0, slot.allocatable - slot.used);
    row.nodes += slot.capacity > 0 ? 1 : 0;
    row.capacity += slot.capacity;
    row.allocatable += slot.allocatable;
    row.unavailable += slot.capacity - slot.allocatable;
    for (const reason of REASONS) {
      const amount = slot.unavailable[reason] ?? 0;
      if (amount > 0) {
        row.unavailableBecause = {
          ...row.unavailableBecause,
          [reason]: (row.unavailableBecause?.[reason] ?? 0) + amount,
        };
      }
    }
    row.used += slot.used;
    row.free += free;
    row.largestFreeBlock = Math.max(row.largestFreeBlock, free);
    if (slot.memoryBytes !== undefined) {
      // The smallest device decides what is sure to fit.
      row.memoryBytes = Math.min(row.memoryBytes ?? Infinity, slot.memoryBytes);
    }
  }

  #row({ resourceName, product, unit, byClaim }: SlotKey): GpuTotals {
    const key = `${resourceName}|${product}|${unit}`;
    const known = this.#rows.get(key);
    if (known) return known;
    const row: GpuTotals = {
      resourceName,
      product,
      unit,
      ...(byClaim && { byClaim: true }),
      nodes: 0,
      capacity: 0,
      allocatable: 0,
      used: 0,
      free: 0,
      largestFreeBlock: 0,
      pending: 0,
      unavailable: 0,
    };
    this.#rows.set(key, row);
    return row;
  }
}

/** What some pods take, by resource name and product. */
export class Uses {
  readonly #rows = new Map<string, EntityGpuUse>();

  static create(): Uses {
    return new Uses();
  }

  private constructor() {}

  get sorted(): readonly EntityGpuUse[] {
    return sorted(this.#rows.values());
  }

  add(
    { resourceName, product }: Pick<SlotKey, 'resourceName' | 'product'>,
    { used, pending }: { used: number; pending: number },
  ): void {
    const key = `${resourceName}|${product}`;
    const row = this.#rows.get(key);
    if (row) {
      row.used += used;
      row.pending += pending;
    } else {
      this.#rows.set(key, { resourceName, product, used, pending });
    }
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
