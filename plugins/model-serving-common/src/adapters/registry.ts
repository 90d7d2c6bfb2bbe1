import type { Workload } from '../api/types';
import type { PodRecord } from '../observed/pod';
import type {
  ObservedRecord,
  RecordMeta,
  ResourceType,
} from '../observed/resource';
import { applicationAdapter } from './application';
import { deploymentAdapter } from './deployment';
import { inferenceServiceAdapter } from './inferenceService';
import type {
  AssessmentContext,
  DeliveryAdapter,
  DeliveryClaim,
  WorkloadAdapter,
} from './types';

/** A serving object with what a match reads of it. @public */
export interface AssessedWorkload {
  readonly meta: RecordMeta;
  readonly resource: ResourceType;
  readonly workload: Workload;
  /** The pods of it that are known. */
  pods(): readonly PodRecord[];
}

/** An adapter whose record type is nobody else's business. @public */
export interface RegisteredAdapter<T> {
  readonly resource: ResourceType;
  readAll(seen: AssessmentContext): readonly T[];
}

/**
 * What is judged in a cluster, and what delivers to one. Adopters add to
 * {@link defaultAdapters} and pass the result with a view's request.
 *
 * @public
 */
export interface AdapterRegistry {
  readonly workloads: readonly RegisteredAdapter<AssessedWorkload>[];
  readonly deliveries: readonly RegisteredAdapter<DeliveryClaim>[];
}

/** Makes an adapter for a serving CRD ready for a registry. @public */
export function registerWorkload<R extends ObservedRecord>(
  adapter: WorkloadAdapter<R>,
): RegisteredAdapter<AssessedWorkload> {
  const { resource } = adapter;
  return {
    resource,
    readAll(seen) {
      const assessed: AssessedWorkload[] = [];
      for (const record of seen.cluster.records(adapter).values()) {
        const workload = adapter.assess(record, seen);
        if (!workload) continue;
        assessed.push({
          meta: record.meta,
          resource,
          workload,
          pods: () => adapter.podsOf(record, seen),
        });
      }
      return assessed;
    },
  };
}

/** Makes an adapter for a GitOps tool ready for a registry. @public */
export function registerDelivery<R extends ObservedRecord>(
  adapter: DeliveryAdapter<R>,
): RegisteredAdapter<DeliveryClaim> {
  return {
    resource: adapter.resource,
    readAll: seen =>
      [...seen.cluster.records(adapter).values()]
        .map(record => adapter.describe(record, seen))
        .filter(claim => claim !== undefined),
  };
}

/**
 * The kinds that are supported: another one is its adapter here.
 *
 * @public
 */
export const defaultAdapters: AdapterRegistry = {
  workloads: [
    registerWorkload(inferenceServiceAdapter),
    registerWorkload(deploymentAdapter),
  ],
  deliveries: [registerDelivery(applicationAdapter)],
};

/** Every serving object of a cluster, judged. @public */
export function assessWorkloads(
  seen: AssessmentContext,
  { workloads }: AdapterRegistry = defaultAdapters,
): readonly AssessedWorkload[] {
  return workloads.flatMap(adapter => adapter.readAll(seen));
}

/** Every delivery that a cluster reports, of itself or of others. @public */
export function readDeliveries(
  seen: AssessmentContext,
  { deliveries }: AdapterRegistry = defaultAdapters,
): readonly DeliveryClaim[] {
  return deliveries.flatMap(adapter => adapter.readAll(seen));
}
