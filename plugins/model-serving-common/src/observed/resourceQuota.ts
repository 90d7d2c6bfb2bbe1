import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/** One figure of a quota. @public */
export interface QuotaAmount {
  /** As the quota names it: `requests.cpu`, `pods`, `count/services`. */
  readonly name: string;
  /** In cores, bytes or pieces. */
  readonly hard: number;
  /** Absent until the quota controller has counted. */
  readonly used?: number;
}

/**
 * A quota of a namespace.
 *
 * @public
 */
export interface ResourceQuotaRecord extends ObservedRecord {
  /** Of accelerators. */
  readonly limits: readonly {
    /** As containers ask for it, for example `nvidia.com/gpu`. */
    readonly resourceName: string;
    readonly hard: number;
    /** Absent until the quota controller has counted. */
    readonly used?: number;
  }[];
  /** Everything else that it limits; absent when it limits nothing else. */
  readonly others?: readonly QuotaAmount[];
  /**
   * Which pods it counts, as `scope` or `scope operator values`; absent when
   * it counts all.
   */
  readonly scopes?: readonly string[];
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
  const isAccelerator = (key: string) =>
    key.startsWith(REQUESTS) &&
    acceleratorRule(key.slice(REQUESTS.length), accelerators) !== undefined;
  return {
    resource: {
      group: '',
      kind: 'ResourceQuota',
      plural: 'resourcequotas',
      versions: ['v1'],
    },
    project(raw) {
      const quota = ObjectReader.create(raw, 'ResourceQuota');
      const spec = quota.object('spec');
      const hard = spec.object('hard');
      const used = quota.object('status').object('used');
      const limits = hard
        .keys()
        .filter(isAccelerator)
        .map(key => ({
          resourceName: key.slice(REQUESTS.length),
          hard: hard.quantity(key),
          ...(used.has(key) && { used: used.quantity(key) }),
        }));
      const others = hard
        .keys()
        .filter(key => !isAccelerator(key))
        .flatMap((name): QuotaAmount[] => {
          const most = hard.optionalAmount(name);
          const taken = used.optionalAmount(name);
          return most === undefined
            ? []
            : [
                {
                  name,
                  hard: most,
                  ...(taken !== undefined && { used: taken }),
                },
              ];
        });
      const scopes = readScopes(spec);
      return {
        meta: readMeta(quota, () => false),
        limits,
        ...(others.length > 0 && { others }),
        ...(scopes.length > 0 && { scopes }),
      };
    },
  };
}

function readScopes(spec: ObjectReader): string[] {
  return [
    ...spec.strings('scopes'),
    ...spec
      .object('scopeSelector')
      .list('matchExpressions')
      .map(expression =>
        [
          expression.string('scopeName'),
          expression.string('operator'),
          expression.strings('values').join(','),
        ]
          .join(' ')
          .trim(),
      ),
  ];
}

/** With the resource names that are known by default. @public */
export const resourceQuotaProjection: Projection<ResourceQuotaRecord> =
  createResourceQuotaProjection();
