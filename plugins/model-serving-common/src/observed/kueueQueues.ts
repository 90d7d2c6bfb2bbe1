import { findCondition, readConditions } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/** Kueue's queue of a namespace. @public */
export interface LocalQueueRecord extends ObservedRecord {
  readonly clusterQueue: string;
  /** A person stopped it. */
  readonly stopped: boolean;
}

/** What a ClusterQueue gives of one resource, over all of its flavours. @public */
export interface QueueAmount {
  /** As pods ask for it: `cpu`, `memory`, `nvidia.com/gpu`, `pods`. */
  readonly resourceName: string;
  /** Its own, in cores, bytes or pieces. */
  readonly nominal: number;
  /** What it may borrow beside that; absent where there is no bound. */
  readonly borrowable?: number;
  /** Reserved by admitted workloads, borrowed ones included. */
  readonly reserved: number;
}

/** Kueue's pool of quota. @public */
export interface ClusterQueueRecord extends ObservedRecord {
  /** A person stopped it. */
  readonly stopped: boolean;
  /** Why it admits nothing at all, where it says so. */
  readonly inactive?: string;
  readonly amounts: readonly QueueAmount[];
}

/**
 * The projection of Kueue's LocalQueues: `apis/kueue/v1beta2/localqueue_types.go`;
 * the fields that are read are the same in v1beta1.
 *
 * @public
 */
export const localQueueProjection: Projection<LocalQueueRecord> = {
  resource: {
    group: 'kueue.x-k8s.io',
    kind: 'LocalQueue',
    plural: 'localqueues',
    versions: ['v1beta2', 'v1beta1'],
  },
  project(raw) {
    const queue = ObjectReader.create(raw, 'LocalQueue');
    const spec = queue.object('spec');
    return {
      meta: readMeta(queue, () => false),
      clusterQueue: spec.optionalString('clusterQueue') ?? '',
      stopped: isStopped(spec),
    };
  },
};

/**
 * The projection of Kueue's ClusterQueues:
 * `apis/kueue/v1beta2/clusterqueue_types.go`; v1beta1 calls the cohort
 * `cohort`.
 *
 * @public
 */
export const clusterQueueProjection: Projection<ClusterQueueRecord> = {
  resource: {
    group: 'kueue.x-k8s.io',
    kind: 'ClusterQueue',
    plural: 'clusterqueues',
    versions: ['v1beta2', 'v1beta1'],
  },
  project(raw) {
    const queue = ObjectReader.create(raw, 'ClusterQueue');
    const spec = queue.object('spec');
    const status = queue.object('status');
    const active = findCondition(
      readConditions(status, new Set(['Active'])),
      'Active',
    );
    return {
      meta: readMeta(queue, () => false),
      stopped: isStopped(spec),
      ...(active?.status === 'False' && {
        inactive: active.message ?? active.reason ?? 'it is not active',
      }),
      amounts: readAmounts(spec, status),
    };
  },
};

function isStopped(spec: ObjectReader): boolean {
  return (spec.optionalString('stopPolicy') ?? 'None') !== 'None';
}

function readAmounts(spec: ObjectReader, status: ObjectReader): QueueAmount[] {
  const borrows =
    spec.has('cohortName') || (spec.optionalString('cohort') ?? '') !== '';
  const reserved = reservedOf(status);
  const totals = new Map<string, { nominal: number; borrowable: number }>();
  for (const group of spec.list('resourceGroups')) {
    for (const flavor of group.list('flavors')) {
      for (const resource of flavor.list('resources')) {
        const name = resource.string('name');
        const { nominal, borrowable } = totals.get(name) ?? {
          nominal: 0,
          borrowable: 0,
        };
        const bound = resource.has('borrowingLimit')
          ? resource.optionalAmount('borrowingLimit') ?? 0
          : Infinity;
        totals.set(name, {
          nominal: nominal + (resource.optionalAmount('nominalQuota') ?? 0),
          borrowable: borrowable + (borrows ? bound : 0),
        });
      }
    }
  }
  return [...totals].map(([resourceName, { nominal, borrowable }]) => ({
    resourceName,
    nominal,
    ...(Number.isFinite(borrowable) && { borrowable }),
    reserved: reserved.get(resourceName) ?? 0,
  }));
}

function reservedOf(status: ObjectReader): ReadonlyMap<string, number> {
  const reserved = new Map<string, number>();
  for (const flavor of status.list('flavorsReservation')) {
    for (const resource of flavor.list('resources')) {
      const name = resource.string('name');
      reserved.set(
        name,
        (reserved.get(name) ?? 0) + (resource.optionalAmount('total') ?? 0),
      );
    }
  }
  return reserved;
}
