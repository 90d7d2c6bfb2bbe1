import {
  DEVICE_CLASS_RESOURCE,
  type DeviceClassRecord,
} from '../../observed/deviceClass';
import type { AcceleratorDriver, AcceleratorRule } from '../accelerators';
import type { PooledDevice } from './pools';

/** What pods may name to be given devices. */
export class DeviceClasses {
  readonly #accelerators: readonly AcceleratorRule[];
  readonly #classes: ReadonlyMap<string, DeviceClassRecord>;
  readonly #offered: readonly DeviceClassRecord[];

  private constructor(
    classes: readonly DeviceClassRecord[],
    accelerators: readonly AcceleratorRule[],
  ) {
    this.#accelerators = accelerators;
    this.#classes = new Map(classes.map(each => [each.meta.name, each]));
    this.#offered = classes
      .filter(({ extendedResourceName }) => extendedResourceName)
      .sort((a, b) => a.meta.name.localeCompare(b.meta.name, 'en'));
  }

  static create(
    classes: Iterable<DeviceClassRecord>,
    accelerators: readonly AcceleratorRule[],
  ): DeviceClasses {
    return new DeviceClasses([...classes], accelerators);
  }

  /**
   * The name that gets a device without a claim of one's own; `undefined` when
   * it has to be claimed.
   */
  extendedName({ rule, record }: PooledDevice): string | undefined {
    return this.#offered.find(
      ({ drivers, types }) =>
        drivers.includes(rule.driver.name) &&
        (types.length === 0 || types.includes(record.type ?? '')),
    )?.extendedResourceName;
  }

  /** The driver behind a class; `undefined` when it gives no accelerators. */
  driverOf(name: string): AcceleratorDriver | undefined {
    const known = this.#classes.get(name);
    const drivers = this.#accelerators.flatMap(({ driver }) => driver ?? []);
    return drivers.find(driver =>
      known && known.drivers.length > 0
        ? known.drivers.includes(driver.name)
        : driver.classes.includes(name),
    );
  }

  /** Whether devices of a type can be of a class. */
  admits(name: string, { record }: PooledDevice): boolean {
    const types = this.#classes.get(name)?.types ?? [];
    return types.length === 0 || types.includes(record.type ?? '');
  }

  /** The class that a resource name stands for, by its own name or by its prefix. */
  classOf(resourceName: string): string | undefined {
    return resourceName.startsWith(DEVICE_CLASS_RESOURCE)
      ? resourceName.slice(DEVICE_CLASS_RESOURCE.length)
      : undefined;
  }
}
