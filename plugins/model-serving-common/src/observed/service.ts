import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * A Service: what a route calls the pods behind it.
 *
 * @public
 */
export interface ServiceRecord extends ObservedRecord {
  readonly selector: Readonly<Record<string, string>>;
}

/**
 * The projection of Services, Kubernetes v1.36 `core/v1.Service`. One without
 * a selector leads to no pods that could be told, and is left out.
 *
 * @public
 */
export const serviceProjection: Projection<ServiceRecord> = {
  resource: {
    group: '',
    kind: 'Service',
    plural: 'services',
    versions: ['v1'],
  },
  project(raw) {
    const service = ObjectReader.create(raw, 'Service');
    const selector = service.object('spec').stringMap('selector');
    if (Object.keys(selector).length === 0) return undefined;
    return { meta: readMeta(service, () => false), selector };
  },
};
