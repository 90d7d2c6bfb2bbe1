import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection, ResourceType } from './resource';

/** Every DeviceClass can be asked for as an extended resource under this prefix and its name. */
export const DEVICE_CLASS_RESOURCE = 'deviceclass.resource.kubernetes.io/';

/** A kind of dynamic resource allocation, Kubernetes v1.36 `resource/v1`. */
export function allocationResource(kind: string, plural: string): ResourceType {
  return {
    group: 'resource.k8s.io',
    kind,
    plural,
    versions: ['v1', 'v1beta2', 'v1beta1'],
  };
}

/** What pods name to claim a device. @public */
export interface DeviceClassRecord extends ObservedRecord {
  /** Pods that ask for this resource get a device of the class. */
  readonly extendedResourceName?: string;
  /** The drivers that its selectors name. */
  readonly drivers: readonly string[];
  /** The values of the attribute `type` that its selectors name. */
  readonly types: readonly string[];
}

/**
 * The projection of device classes, `resource.k8s.io/v1.DeviceClass`. Their
 * selectors are CEL and are not evaluated: what they compare the driver and
 * the type with is read, which is how drivers write the classes they bring.
 *
 * @public
 */
export const deviceClassProjection: Projection<DeviceClassRecord> = {
  resource: allocationResource('DeviceClass', 'deviceclasses'),
  project(raw) {
    const deviceClass = ObjectReader.create(raw, 'DeviceClass');
    const spec = deviceClass.object('spec');
    const extendedResourceName = spec.optionalString('extendedResourceName');
    const expressions = spec
      .list('selectors')
      .map(selector => selector.object('cel').optionalString('expression'))
      .filter(expression => expression !== undefined);
    return {
      meta: readMeta(deviceClass, () => false),
      ...(extendedResourceName && { extendedResourceName }),
      drivers: comparedWith(
        /\bdevice\.driver\s*==\s*["']([^"']+)["']/g,
        expressions,
      ),
      types: comparedWith(/\.type\s*==\s*["']([^"']+)["']/g, expressions),
    };
  },
};

function comparedWith(
  pattern: RegExp,
  expressions: readonly string[],
): readonly string[] {
  const values = expressions.flatMap(expression =>
    [...expression.matchAll(pattern)].map(([, value]) => value ?? ''),
  );
  return [...new Set(values)];
}
