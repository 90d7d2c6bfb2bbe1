import type { Cluster } from '../cluster/cluster';
import type { ClusterLoad, ServiceDemand } from '../load/clusterLoad';
import type { ObjectKey } from '../objects/kubeObject';
import type {
  Autoscaler,
  MetricSpec,
  ScaledObject,
  Trigger,
} from '../resources/autoscaling';
import { parseQuantity } from '../resources/quantity';

/** vLLM's gauge, as Prometheus and as a metrics adapter name it. */
const QUEUE = /vllm[:_]num_requests_waiting/;
const SERVICE_LABEL = 'serving.kserve.io/inferenceservice';

export const SCALED_OBJECT_LABEL = 'scaledobject.keda.sh/name';

/** What a metric of an autoscaler is now, and what each replica should have. */
export interface Figure {
  readonly name: string;
  readonly total: number;
  readonly target: number;
}

/** What is asked of the service whose Deployment this is. */
export function demandOn(
  cluster: Cluster,
  load: ClusterLoad,
  deployment: ObjectKey,
): ServiceDemand {
  const labels = cluster.deployments.get(deployment)?.metadata.labels;
  const name = labels?.[SERVICE_LABEL] ?? deployment.name;
  return load.demandOn(`${deployment.namespace ?? ''}/${name}`);
}

/**
 * What Prometheus would answer a trigger's query: the queue, or else that of
 * requests which arrive, of which only whether there are any is told.
 */
export function triggerValue(
  { metadata: { query = '' } }: Trigger,
  demand: ServiceDemand,
): number {
  if (QUEUE.test(query)) {
    return demand.waiting;
  }
  return demand.called ? 1 : 0;
}

/** Whether a trigger is over the threshold that wakes its workload. */
export function isActive(trigger: Trigger, demand: ServiceDemand): boolean {
  const threshold = Number(trigger.metadata.activationThreshold ?? 0);
  return triggerValue(trigger, demand) > threshold;
}

/** Name of a trigger's metric in the HPA that KEDA makes. */
export function metricName(trigger: Trigger, index: number): string {
  return `s${index}-${trigger.type}`;
}

/** The figures of an autoscaler; none when no metric of it can be had. */
export function figuresOf(
  cluster: Cluster,
  load: ClusterLoad,
  { metadata: { namespace }, spec }: Autoscaler,
): Figure[] {
  const demand = demandOn(cluster, load, {
    namespace,
    name: spec.scaleTargetRef.name,
  });
  return (spec.metrics ?? []).flatMap(metric => {
    const source = metric.pods ?? metric.external;
    const target = parseQuantity(source?.target.averageValue ?? '') ?? 0;
    const total = valueOf(cluster, metric, namespace, demand);
    return source && target > 0 && total !== undefined
      ? [{ name: source.metric.name, total, target }]
      : [];
  });
}

function valueOf(
  cluster: Cluster,
  { external, pods }: MetricSpec,
  namespace: string | undefined,
  demand: ServiceDemand,
): number | undefined {
  if (pods) {
    return QUEUE.test(pods.metric.name) ? demand.waiting : undefined;
  }
  const owner = external?.metric.selector?.matchLabels?.[SCALED_OBJECT_LABEL];
  const trigger = triggersOf(
    owner ? cluster.scaledObjects.get({ namespace, name: owner }) : undefined,
  ).find(
    (candidate, index) =>
      metricName(candidate, index) === external?.metric.name,
  );
  return trigger && triggerValue(trigger, demand);
}

function triggersOf(object: ScaledObject | undefined): readonly Trigger[] {
  return object?.spec.triggers ?? [];
}
