import type { Workload } from '../api/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import type { PodRecord } from '../observed/pod';
import type {
  ObservedRecord,
  RecordMeta,
  ResourceType,
} from '../observed/resource';
import { applicationAdapter } from './application';
import { applicationSetAdapter } from './applicationSet';
import { withAutoscaler } from './autoscaling';
import { deploymentAdapter } from './deployment';
import { dynamoGraphAdapter } from './dynamoGraphDeployment';
import { helmReleaseAdapter } from './helmRelease';
import { inferenceServiceAdapter } from './inferenceService';
import { kaitoInferenceSetAdapter } from './kaitoInferenceSet';
import { kaitoWorkspaceAdapter } from './kaitoWorkspace';
import { kubeAiModelAdapter } from './kubeAiModel';
import { kustomizationAdapter } from './kustomization';
import { leaderWorkerSetAdapter } from './leaderWorkerSet';
import { llmInferenceServiceAdapter } from './llmInferenceService';
import { withMakerEvents } from './makerEvents';
import { nimServiceAdapter } from './nimService';
import { rayServiceAdapter } from './rayService';
import { rolloutAdapter } from './rollout';
import { withPools } from './routes/pools';
import { routedUrl, withRoutes } from './routes/httpRoutes';
import { seldonModelAdapter } from './seldonModel';
import { statefulSetAdapter } from './statefulSet';
import { stormServiceAdapter } from './stormService';
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
  /**
   * The pods of it that are known.
   *
   * @param seen - where to look; default: where it was judged.
   */
  pods(seen?: AssessmentContext): readonly PodRecord[];
}

/** An adapter whose record type is nobody else's business. @public */
export interface RegisteredAdapter<T> {
  readonly resource: ResourceType;
  /** Of a delivery adapter whose objects deliver nothing themselves. */
  readonly explainsOnly?: boolean;
  readAll(seen: AssessmentContext): readonly T[];
}

/** An adapter of serving objects, which can be asked for one of them. @public */
export interface RegisteredWorkload
  extends RegisteredAdapter<AssessedWorkload> {
  /** The objects that it may judge, by key. */
  records(cluster: ClusterSnapshot): ReadonlyMap<string, ObservedRecord>;
  /** `undefined` where there is none of that key, or it serves no model. */
  readOne(key: string, seen: AssessmentContext): AssessedWorkload | undefined;
  podsOf(key: string, seen: AssessmentContext): readonly PodRecord[];
}

/**
 * What is judged in a cluster, and what delivers to one. Adopters add to
 * {@link defaultAdapters} and pass the result with a view's request.
 *
 * @public
 */
export interface AdapterRegistry {
  readonly workloads: readonly RegisteredWorkload[];
  readonly deliveries: readonly RegisteredAdapter<DeliveryClaim>[];
}

/** Makes an adapter for a serving CRD ready for a registry. @public */
export function registerWorkload<R extends ObservedRecord>(
  adapter: WorkloadAdapter<R>,
): RegisteredWorkload {
  const { resource } = adapter;
  function podsOf(key: string, seen: AssessmentContext): readonly PodRecord[] {
    const record = seen.cluster.records(adapter).get(key);
    return record ? adapter.podsOf(record, seen) : [];
  }
  function readOne(
    key: string,
    seen: AssessmentContext,
  ): AssessedWorkload | undefined {
    const record = seen.cluster.records(adapter).get(key);
    const workload = record && adapter.assess(record, seen);
    if (!workload) return undefined;
    const pods = (on: AssessmentContext = seen) => podsOf(key, on);
    const judgement = withMakerEvents(
      withAutoscaler(workload.judgement, seen),
      { record, resource },
      pods,
      seen,
    );
    const url = routedUrl(record.meta, pods, seen) ?? workload.url;
    return {
      meta: record.meta,
      resource,
      workload: {
        ...workload,
        ...(url !== undefined && { url }),
        judgement: withRoutes(
          withPools(judgement, record.meta, pods, seen),
          record.meta,
          pods,
          seen,
        ),
      },
      pods,
    };
  }
  return {
    resource,
    records: cluster => cluster.records(adapter),
    readOne,
    podsOf,
    readAll: seen =>
      [...seen.cluster.records(adapter).keys()]
        .map(key => readOne(key, seen))
        .filter(assessed => assessed !== undefined),
  };
}

/** Makes an adapter for a GitOps tool ready for a registry. @public */
export function registerDelivery<R extends ObservedRecord>(
  adapter: DeliveryAdapter<R>,
): RegisteredAdapter<DeliveryClaim> {
  return {
    resource: adapter.resource,
    ...(adapter.explainsOnly && { explainsOnly: true }),
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
    registerWorkload(llmInferenceServiceAdapter),
    registerWorkload(deploymentAdapter),
    registerWorkload(statefulSetAdapter),
    registerWorkload(leaderWorkerSetAdapter),
    registerWorkload(rolloutAdapter),
    registerWorkload(kaitoWorkspaceAdapter),
    registerWorkload(kaitoInferenceSetAdapter),
    registerWorkload(nimServiceAdapter),
    registerWorkload(rayServiceAdapter),
    registerWorkload(kubeAiModelAdapter),
    registerWorkload(stormServiceAdapter),
    registerWorkload(dynamoGraphAdapter),
    registerWorkload(seldonModelAdapter),
  ],
  deliveries: [
    registerDelivery(applicationAdapter),
    registerDelivery(applicationSetAdapter),
    registerDelivery(kustomizationAdapter),
    registerDelivery(helmReleaseAdapter),
  ],
};

/**
 * Every serving object of a cluster, judged. One that another of them controls
 * is left out: that one speaks for it.
 *
 * @public
 */
export function assessWorkloads(
  seen: AssessmentContext,
  { workloads }: AdapterRegistry = defaultAdapters,
): readonly AssessedWorkload[] {
  const assessed = workloads.flatMap(adapter => adapter.readAll(seen));
  const uids = new Set(assessed.map(({ meta }) => meta.uid));
  return assessed.filter(
    ({ meta: { controller } }) => !controller?.uid || !uids.has(controller.uid),
  );
}

/** Every delivery that a cluster reports, of itself or of others. @public */
export function readDeliveries(
  seen: AssessmentContext,
  { deliveries }: AdapterRegistry = defaultAdapters,
): readonly DeliveryClaim[] {
  return deliveries.flatMap(adapter => adapter.readAll(seen));
}
