import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * A quota of a namespace that limits accelerators; others leave no record.
 *
 * @public
 */
export interface ResourceQuotaRecord extends ObservedRecord {
  readonly limits: readonly {
    /** As containers ask for it, for example `nvidia.com/gpu`. */
    readonly resourceName: string;
    readonly hard: number;
    /** Absent until the quota controller has counted. */
    readonly used?: number;
  }[];
}

/** Extended resources can only be limited by their requests. */
const REQUESTS = 'requests.';

/**
 * The projection of quotas, Kubernetes v1.36 `core/v1.ResourceQuota`.
 *
 * @public
 */
export function createResourceQuotaProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<ResourceQuotaRecord> {
  return {
    resource: {
      group: '',
      kind: 'ResourceQuota',
      plural: 'resourcequotas',
      versions: ['v1'],
    },
    project(raw) {
      const quota = ObjectReader.create(raw, 'ResourceQuota');
      const hard = quota.object('spec').object('hard');
      const used = quota.object('status').object('used');
      const limits = hard
        .keys()
        .filter(
          key =>
            key.startsWith(REQUESTS) &&
            acceleratorRule(key.slice(REQUESTS.length), accelerators),
        )
        .map(key => ({
          resourceName: key.slice(REQUESTS.length),
          hard: hard.quantity(key),
          ...(used.has(key) && { used: used.quantity(key) }),
        }));
      if (limits.length === 0) return undefined;
      return { meta: readMeta(quota, () => false), limits };
    },
  };
}

/** With the resource names that are known by default. @public */
export const resourceQuotaProjection: Projection<ResourceQuotaRecord> =
  createResourceQuotaProjection();
