import {
  DEFAULT_ACCELERATORS,
  driverRule,
  type AcceleratorDriver,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { allocationResource } from './deviceClass';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/** One device of a slice, as far as it is counted. @public */
export interface DeviceRecord {
  readonly name: string;
  /** Where each device of the slice says its own. */
  readonly nodeName?: string;
  readonly product?: string;
  /** The shape of a part, for example `MIG-1g.10gb`; absent for a whole device. */
  readonly part?: string;
  readonly type?: string;
  readonly memoryBytes?: number;
  /** Devices with one in common are the same hardware. */
  readonly hardware: readonly string[];
  /** The sets of counters that it takes from, where it shares hardware. */
  readonly counters?: readonly string[];
  /** A taint keeps pods away from it. */
  readonly tainted?: true;
}

/** Accelerators that a driver publishes. @public */
export interface ResourceSliceRecord extends ObservedRecord {
  readonly driver: string;
  readonly pool: {
    readonly name: string;
    readonly generation: number;
    /** How many slices there are of the generation. */
    readonly slices: number;
  };
  /** Absent for devices that several nodes can reach. */
  readonly nodeName?: string;
  readonly devices: readonly DeviceRecord[];
}

/** Said of a part whose driver names no shape. */
const SOME_PART = 'part';

/**
 * The projection of slices, `resource.k8s.io/v1.ResourceSlice`. Slices of
 * drivers that give out no accelerators leave no record.
 *
 * @public
 */
export function createResourceSliceProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<ResourceSliceRecord> {
  return {
    resource: allocationResource('ResourceSlice', 'resourceslices'),
    project(raw) {
      const slice = ObjectReader.create(raw, 'ResourceSlice');
      const spec = slice.object('spec');
      const driver = spec.string('driver');
      const rule = driverRule(driver, accelerators);
      if (!rule) return undefined;
      const pool = spec.object('pool');
      const nodeName = spec.optionalString('nodeName');
      return {
        meta: readMeta(slice, () => false),
        driver,
        pool: {
          name: pool.string('name'),
          generation: pool.optionalInteger('generation') ?? 0,
          slices: pool.optionalInteger('resourceSliceCount') ?? 1,
        },
        ...(nodeName && { nodeName }),
        devices: spec
          .list('devices')
          .map(device => readDevice(device, rule.driver)),
      };
    },
  };
}

/** With the drivers that are known by default. @public */
export const resourceSliceProjection: Projection<ResourceSliceRecord> =
  createResourceSliceProjection();

function readDevice(
  device: ObjectReader,
  driver: AcceleratorDriver,
): DeviceRecord {
  // v1beta1 has them one level down.
  const basic = device.has('basic') ? device.object('basic') : device;
  const attributes = basic.object('attributes');
  const text = (name: string) => readAttribute(attributes, name, driver.name);
  const nodeName = basic.optionalString('nodeName');
  const type = text('type');
  const product = driver.productAttributes.map(text).find(Boolean);
  const memoryBytes = readMemory(basic.object('capacity'), driver.name);
  const counters = basic
    .list('consumesCounters')
    .map(set => set.optionalString('counterSet'))
    .filter(name => name !== undefined);
  const isPart = type !== undefined && driver.partTypes?.includes(type);
  const profile = driver.profileAttribute && text(driver.profileAttribute);
  return {
    name: device.string('name'),
    ...(nodeName && { nodeName }),
    ...(product && { product: labelled(product) }),
    ...(isPart && {
      part: profile ? `${driver.profilePrefix ?? ''}${profile}` : SOME_PART,
    }),
    ...(type && { type }),
    ...(memoryBytes && { memoryBytes }),
    hardware: driver.hardwareAttributes
      .map(text)
      .filter(value => value !== undefined),
    ...(counters.length > 0 && { counters: [...new Set(counters)] }),
    ...(basic.list('taints').some(keepsPodsAway) && { tainted: true }),
  };
}

/** An attribute without a domain is the driver's own. */
function readAttribute(
  attributes: ObjectReader,
  name: string,
  driver: string,
): string | undefined {
  const key = [name, `${driver}/${name}`].find(each => attributes.has(each));
  return key === undefined
    ? undefined
    : attributes.object(key).optionalString('string');
}

function readMemory(
  capacity: ObjectReader,
  driver: string,
): number | undefined {
  const key = ['memory', `${driver}/memory`].find(each => capacity.has(each));
  return key === undefined
    ? undefined
    : capacity.object(key).optionalQuantity('value');
}

/** As node labels write products, which cannot have spaces. */
function labelled(product: string): string {
  return product.trim().replace(/\s+/g, '-');
}

/** Kubernetes v1.36 has the effect `None` too, which only informs. */
function keepsPodsAway(taint: ObjectReader): boolean {
  const effect = taint.optionalString('effect');
  return effect === 'NoSchedule' || effect === 'NoExecute';
}
