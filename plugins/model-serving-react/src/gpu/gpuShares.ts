import type {
  EntityGpuUse,
  GpuTotals,
} from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * How the GPUs of one product in one cluster divide, in schedulable units.
 * The parts of the bar are `entity`, `others`, `free` and `unavailable`;
 * `pending` has no GPU and lies outside.
 *
 * @public
 */
export interface GpuShares {
  /** Held by the entity that the card is about. */
  readonly entity: number;
  /** Held by anything else. */
  readonly others: number;
  readonly free: number;
  readonly unavailable: number;
  /** Asked for by the entity's pods that wait. */
  readonly entityPending: number;
  /** Asked for by all pods that wait. */
  readonly pending: number;
  /** The sum of the parts of the bar. */
  readonly total: number;
}

/**
 * Divides the GPUs of a product between an entity and the rest.
 *
 * @remarks
 *
 * GPUs that are in use on an unavailable node count as used in the totals and
 * also as unavailable; the bar shows them as used, so that it never grows
 * longer than the capacity.
 *
 * @public
 */
export function gpuShares(
  totals: GpuTotals,
  use: readonly EntityGpuUse[] = [],
): GpuShares {
  const own = use.filter(
    ({ resourceName, product }) =>
      resourceName === totals.resourceName && product === totals.product,
  );
  const held = sum(own.map(({ used }) => used));
  const entity = Math.min(held, totals.used);
  const others = totals.used - entity;
  const unavailable = Math.max(
    0,
    Math.min(totals.unavailable, totals.capacity - totals.used - totals.free),
  );
  return {
    entity,
    others,
    free: totals.free,
    unavailable,
    entityPending: sum(own.map(({ pending }) => pending)),
    pending: totals.pending,
    total: totals.used + totals.free + unavailable,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
