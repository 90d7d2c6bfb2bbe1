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

/** An adapter whose record type is nobody else's business. */
interface Registered<T> {
  readonly resource: ResourceType;
  readAll(seen: AssessmentContext): readonly T[];
}

/** Supporting another serving CRD: its adapter here. */
const WORKLOADS: readonly Registered<AssessedWorkload>[] = [
  registerWorkload(inferenceServiceAdapter),
  registerWorkload(deploymentAdapter),
];

/** Supporting another GitOps tool: its adapter here. */
const DELIVERIES: readonly Registered<DeliveryClaim>[] = [
  registerDelivery(applicationAdapter),
];

/** Kinds that can serve a model. @public */
export const workloadResources: readonly ResourceType[] = WORKLOADS.map(
  ({ resource }) => resource,
);

/** Kinds that deliver from Git. @public */
export const deliveryResources: readonly ResourceType[] = DELIVERIES.map(
  ({ resource }) => resource,
);

/** Every serving object of a cluster, judged. @public */
export function assessWorkloads(
  seen: AssessmentContext,
): readonly AssessedWorkload[] {
  return WORKLOADS.flatMap(adapter => adapter.readAll(seen));
}

/** Every delivery that a cluster reports, of itself or of others. @public */
export function readDeliveries(
  seen: AssessmentContext,
): readonly DeliveryClaim[] {
  return DELIVERIES.flatMap(adapter => adapter.readAll(seen));
}

function registerWorkload<R extends ObservedRecord>(
  adapter: WorkloadAdapter<R>,
): Registered<AssessedWorkload> {
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

function registerDelivery<R extends ObservedRecord>(
  adapter: DeliveryAdapter<R>,
): Registered<DeliveryClaim> {
  return {
    resource: adapter.resource,
    readAll: seen =>
      [...seen.cluster.records(adapter).values()]
        .map(record => adapter.describe(record, seen))
        .filter(claim => claim !== undefined),
  };
}
