import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  acceleratorTable,
  type AcceleratorDriver,
  type AcceleratorRule,
  type ConfiguredAccelerator,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { at } from './names';

const ACCELERATORS = 'modelServing.accelerators';

const UNITS = ['gpu', 'slice', 'core', 'chip'] as const;
const COUNTING = ['each', 'nvidia', 'amd', 'intel'] as const;
const MEMORY_UNITS = ['MiB', 'text'] as const;
const RESOURCE_NAME = /^[a-z0-9.-]+\/[A-Za-z0-9._-]+$/;

/**
 * Reads `modelServing.accelerators[]`: which resources of nodes are
 * accelerators, besides those that are known.
 *
 * @throws InputError that names the key of what cannot be used.
 * @public
 */
export function readAccelerators(config: Config): readonly AcceleratorRule[] {
  const entries = config.getOptionalConfigArray(ACCELERATORS) ?? [];
  return acceleratorTable(
    entries.map((entry, index) =>
      readEntry(entry, `${ACCELERATORS}[${index}]`),
    ),
  );
}

function readEntry(entry: Config, key: string): ConfiguredAccelerator {
  const unit = readOneOf(entry, 'unit', key, UNITS);
  const devices = readOneOf(entry, 'devices', key, COUNTING);
  const productLabels = entry.getOptionalStringArray('productLabels');
  const memory = entry.getOptionalConfig('memoryLabel');
  const sameHardwareAs = entry.getOptionalStringArray('sameHardwareAs');
  const taints = entry.getOptionalStringArray('taints');
  const driver = entry.getOptionalConfig('driver');
  return {
    resource: readResource(entry, key),
    ...(unit && { unit }),
    ...(devices && { devices }),
    ...(productLabels && { productLabels }),
    ...(memory && {
      memoryLabel: {
        name: memory.getString('name'),
        unit:
          readOneOf(memory, 'unit', `${key}.memoryLabel`, MEMORY_UNITS) ??
          'MiB',
      },
    }),
    ...(sameHardwareAs && { sameHardwareAs }),
    ...(taints && { taints }),
    ...(driver && { driver: readDriver(driver) }),
    ...(entry.getOptionalBoolean('ignore') && { ignored: true }),
  };
}

function readResource(entry: Config, key: string): string | RegExp {
  const name = entry.getOptionalString('resource');
  const pattern = entry.getOptionalString('resourcePattern');
  if ((name === undefined) === (pattern === undefined)) {
    throw new InputError(
      `${at(key, 'resource')} or ${at(
        key,
        'resourcePattern',
      )} must be set, and not both`,
    );
  }
  if (pattern !== undefined) {
    try {
      return new RegExp(`^(?:${pattern})$`);
    } catch {
      throw new InputError(
        `${at(
          key,
          'resourcePattern',
        )} is '${pattern}', which is no regular expression`,
      );
    }
  }
  if (name === undefined || !RESOURCE_NAME.test(name)) {
    throw new InputError(
      `${at(
        key,
        'resource',
      )} is '${name}', which is no resource name; write it like example.com/gpu`,
    );
  }
  return name;
}

function readDriver(driver: Config): AcceleratorDriver {
  const name = driver.getString('name');
  const profileAttribute = driver.getOptionalString('profileAttribute');
  const partTypes = driver.getOptionalStringArray('partTypes');
  return {
    name,
    classes: driver.getOptionalStringArray('classes') ?? [name],
    productAttributes: driver.getOptionalStringArray('productAttributes') ?? [
      'productName',
    ],
    hardwareAttributes: driver.getOptionalStringArray('hardwareAttributes') ?? [
      'resource.kubernetes.io/pciBusID',
    ],
    ...(profileAttribute && { profileAttribute }),
    ...(partTypes && { partTypes }),
  };
}

function readOneOf<T extends string>(
  config: Config,
  key: string,
  parent: string,
  allowed: readonly T[],
): T | undefined {
  const value = config.getOptionalString(key);
  const found = allowed.find(each => each === value);
  if (value !== undefined && found === undefined) {
    throw new InputError(
      `${at(parent, key)} is '${value}'; allowed: ${allowed.join(', ')}`,
    );
  }
  return found;
}
