import { readConditions, type ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * What Kueue lets wait: one pod, or a group of them.
 *
 * @public
 */
export interface KueueWorkloadRecord extends ObservedRecord {
  /** The LocalQueue, in the same namespace. */
  readonly queue?: string;
  /** Set once it was admitted, or had its quota reserved. */
  readonly clusterQueue?: string;
  /** False: a person, or too many tries, took it out of the queue. */
  readonly active: boolean;
  /** By uid; a group of pods is owned by each of them. */
  readonly owners: readonly string[];
  /** `QuotaReserved`, `Admitted` and `Evicted`. */
  readonly conditions: readonly ConditionRecord[];
}

const READ_CONDITIONS: ReadonlySet<string> = new Set([
  'QuotaReserved',
  'Admitted',
  'Evicted',
]);

/**
 * The projection of Kueue's Workloads: `apis/kueue/v1beta2/workload_types.go`;
 * the fields that are read are the same in v1beta1.
 *
 * @public
 */
export const kueueWorkloadProjection: Projection<KueueWorkloadRecord> = {
  resource: {
    group: 'kueue.x-k8s.io',
    kind: 'Workload',
    plural: 'workloads',
    versions: ['v1beta2', 'v1beta1'],
  },
  project(raw) {
    const workload = ObjectReader.create(raw, 'Workload');
    const spec = workload.object('spec');
    const status = workload.object('status');
    const queue = spec.optionalString('queueName');
    const clusterQueue = status
      .object('admission')
      .optionalString('clusterQueue');
    const owners = workload
      .object('metadata')
      .list('ownerReferences')
      .map(owner => owner.string('uid'));
    return {
      meta: readMeta(workload, () => false),
      ...(queue && { queue }),
      ...(clusterQueue && { clusterQueue }),
      active: spec.optionalBoolean('active') ?? true,
      owners,
      conditions: readConditions(status, READ_CONDITIONS),
    };
  },
};
