import type { AcceleratorUnit } from './accelerators';
import type { Unavailable } from './availability';

/** Said of a product when nodes do not label it. */
export const UNKNOWN_PRODUCT = 'unknown';

/** Accelerators that are interchangeable: one name and product on one node. */
export interface Slot {
  readonly resourceName: string;
  readonly product: string;
  readonly unit: AcceleratorUnit;
  readonly memoryBytes?: number;
  /** Pods get them by a ResourceClaim, not by asking for the name. */
  readonly byClaim?: true;
  readonly capacity: number;
  /** 0 on a node that takes no pods. */
  readonly allocatable: number;
  /** What `capacity` has more than `allocatable`, by the reason. */
  readonly unavailable: Readonly<Partial<Record<Unavailable, number>>>;
  /** Changed while pods are counted. */
  used: number;
}

/** What tells a row of totals from another. */
export type SlotKey = Pick<
  Slot,
  'resourceName' | 'product' | 'unit' | 'byClaim'
>;
