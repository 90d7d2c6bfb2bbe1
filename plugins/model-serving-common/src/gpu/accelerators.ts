import type { GpuTotals } from '../api/types';
import { DEFAULT_ACCELERATORS } from './knownAccelerators';

export { DEFAULT_ACCELERATORS };

/**
 * What one schedulable unit of a resource is: a whole device, a part of one,
 * a core or a chip.
 *
 * @public
 */
export type AcceleratorUnit = GpuTotals['unit'];

/**
 * How many physical devices are behind the units of a node:
 *
 * - `each`: every unit is one, as nothing can share it out.
 * - `nvidia`, `amd`, `intel`: as that vendor's node labels say.
 *
 * Left out, nodes are taken not to say.
 *
 * @public
 */
export type DeviceCounting = 'each' | 'nvidia' | 'amd' | 'intel';

/**
 * A DRA driver that publishes the same hardware as a device plugin, with the
 * names that it gives to what is read of a device. Names without a domain are
 * the driver's own.
 *
 * @public
 */
export interface AcceleratorDriver {
  /** `spec.driver` of its ResourceSlices. */
  readonly name: string;
  /** Its DeviceClasses, for clusters that do not show what these select. */
  readonly classes: readonly string[];
  /** Attributes that name the product, best first. */
  readonly productAttributes: readonly string[];
  /** Attributes that two devices share when they are the same hardware. */
  readonly hardwareAttributes: readonly string[];
  /** Attribute that names the shape of a part. */
  readonly profileAttribute?: string;
  /** Put before that, to name a part as node labels do. */
  readonly profilePrefix?: string;
  /** Values of the attribute `type` that stand for a part of a device. */
  readonly partTypes?: readonly string[];
}

/**
 * A resource name under which nodes advertise accelerators.
 *
 * @public
 */
export interface AcceleratorRule {
  /** Matches the whole resource name. */
  readonly pattern: RegExp;
  readonly unit: AcceleratorUnit;
  /** Node labels that name the product, best first. */
  readonly productLabels: readonly string[];
  /** Node label with the memory of one device, and what its number counts. */
  readonly memoryLabel?: {
    readonly name: string;
    readonly unit: 'MiB' | 'text';
  };
  /**
   * Resource names that count the same hardware in larger units; where a node
   * advertises one of them too, requests for this one are converted to the
   * first and never added.
   */
  readonly sameHardwareAs?: readonly string[];
  readonly devices?: DeviceCounting;
  /** Where DRA gives out the same hardware. */
  readonly driver?: AcceleratorDriver;
  /** Keys of further taints that pods which ask for accelerators tolerate. */
  readonly taints?: readonly string[];
  /** What it matches is no accelerator, whatever a later rule says. */
  readonly ignored?: true;
}

const ruleByName = new WeakMap<
  readonly AcceleratorRule[],
  Map<string, AcceleratorRule | undefined>
>();

/**
 * Names of clusters that are seen: a few dozen. The bound is for those who
 * make names up.
 */
const KEPT_NAMES = 1_000;

/** The rule for a resource name; `undefined` when it is no accelerator. @public */
export function acceleratorRule(
  resourceName: string,
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): AcceleratorRule | undefined {
  let known = ruleByName.get(accelerators);
  if (!known) {
    known = new Map();
    ruleByName.set(accelerators, known);
  }
  if (known.has(resourceName)) return known.get(resourceName);
  const rule = accelerators.find(({ pattern }) => pattern.test(resourceName));
  const found = rule?.ignored ? undefined : rule;
  if (known.size < KEPT_NAMES) known.set(resourceName, found);
  return found;
}

/** The rule for a DRA driver; `undefined` when it gives out no accelerators. */
export function driverRule(
  driver: string,
  accelerators: readonly AcceleratorRule[],
): (AcceleratorRule & { driver: AcceleratorDriver }) | undefined {
  const rule = accelerators.find(each => each.driver?.name === driver);
  return rule?.driver && !rule.ignored
    ? { ...rule, driver: rule.driver }
    : undefined;
}

/** The label of a rule, spelt out for one resource name. */
export function labelFor(template: string, resourceName: string): string {
  return template.replace('$resource', resourceName);
}
