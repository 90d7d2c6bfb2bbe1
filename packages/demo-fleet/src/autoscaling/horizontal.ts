import type { Cluster } from '../cluster/cluster';
import type { ErrorSink } from '../cluster/errorSink';
import type { ClusterLoad } from '../load/clusterLoad';
import { keyOf } from '../objects/kubeObject';
import type { Autoscaler } from '../resources/autoscaling';
import type { Condition, ConditionChange } from '../resources/conditions';
import { withCondition } from '../resources/conditions';
import { figuresOf } from './figures';
import { Polling } from './polling';
import type { Recommendation } from './recommend';
import { askedReplicas, nextReplicas } from './recommend';

/** `--horizontal-pod-autoscaler-sync-period`: simulated. */
const PERIOD_MS = 15_000;
/** No window that a behaviour may state is longer. */
const MEMORY_MS = 3_600_000;

interface Memory {
  readonly recommendations: Recommendation[];
  readonly changes: { readonly at: number; readonly by: number }[];
}

/**
 * Scales by requests that wait. Autoscalers without such a metric, as KServe
 * makes them for CPU, are left alone.
 */
export function startAutoscalers(
  cluster: Cluster,
  load: ClusterLoad,
  onError: ErrorSink,
): void {
  const memories = new Map<string, Memory>();
  Polling.start({
    cluster,
    collection: cluster.autoscalers,
    periodMs: () => PERIOD_MS,
    look: autoscaler => {
      const { uid } = autoscaler.metadata;
      const memory = memories.get(uid) ?? { recommendations: [], changes: [] };
      memories.set(uid, memory);
      look(cluster, load, autoscaler, memory);
    },
    forget: uid => memories.delete(uid),
    onError,
  });
}

function look(
  cluster: Cluster,
  load: ClusterLoad,
  autoscaler: Autoscaler,
  memory: Memory,
): void {
  const { spec, metadata } = autoscaler;
  if (!spec.metrics) {
    return;
  }
  const key = {
    namespace: metadata.namespace,
    name: spec.scaleTargetRef.name,
  };
  const deployment = cluster.deployments.get(key);
  const now = cluster.clock.elapsed();
  const min = spec.minReplicas ?? 1;
  if (!deployment) {
    write(cluster, autoscaler, undefined, undefined, [
      {
        type: 'AbleToScale',
        status: 'False',
        reason: 'FailedGetScale',
        message: `the HPA controller was unable to get the target's current scale: deployments.apps "${key.name}" not found`,
      },
    ]);
    return;
  }
  const current = deployment.spec.replicas ?? 1;
  if (current === 0) {
    write(cluster, autoscaler, 0, 0, [
      able('the HPA controller was able to get the target’s current scale'),
      {
        type: 'ScalingActive',
        status: 'False',
        reason: 'ScalingDisabled',
        message:
          'scaling is disabled since the replica count of the target is zero',
      },
    ]);
    return;
  }
  const scalings = figuresOf(cluster, load, autoscaler).map(figure => ({
    ...figure,
    current,
    min,
    max: spec.maxReplicas,
    behavior: spec.behavior,
    before: memory.recommendations,
    changes: memory.changes,
    now,
  }));
  const [first] = scalings;
  if (!first) {
    write(cluster, autoscaler, current, current, [
      able('recommended size matches current size'),
      {
        type: 'ScalingActive',
        status: 'False',
        reason: 'FailedGetPodsMetric',
        message:
          'the HPA was unable to compute the replica count: no metrics returned from custom metrics API',
      },
    ]);
    return;
  }
  const wanted = Math.max(...scalings.map(nextReplicas));
  const asked = Math.max(...scalings.map(askedReplicas));
  remember(memory, { at: now, replicas: asked });
  if (wanted !== current) {
    memory.changes.push({ at: now, by: wanted - current });
    cluster.deployments.modify(key, latest => ({
      ...latest,
      spec: { ...latest.spec, replicas: wanted },
    }));
    cluster.recorder.record(autoscaler, {
      type: 'Normal',
      reason: 'SuccessfulRescale',
      message: `New size: ${wanted}; reason: ${
        wanted > current
          ? `external metric ${first.name} above target`
          : 'All metrics below target'
      }`,
      component: 'horizontal-pod-autoscaler',
    });
  }
  write(cluster, autoscaler, current, wanted, [
    able('recommended size matches current size'),
    {
      type: 'ScalingActive',
      status: 'True',
      reason: 'ValidMetricFound',
      message: `the HPA was able to successfully calculate a replica count from ${first.name}`,
    },
    bounds(asked, min, spec.maxReplicas),
  ]);
}

function remember({ recommendations }: Memory, latest: Recommendation): void {
  recommendations.push(latest);
  while ((recommendations[0]?.at ?? latest.at) < latest.at - MEMORY_MS) {
    recommendations.shift();
  }
}

function able(message: string): ConditionChange {
  return {
    type: 'AbleToScale',
    status: 'True',
    reason: 'ReadyForNewScale',
    message,
  };
}

function bounds(asked: number, min: number, max: number): ConditionChange {
  const type = 'ScalingLimited';
  if (asked > max) {
    return {
      type,
      status: 'True',
      reason: 'TooManyReplicas',
      message:
        'the desired replica count is more than the maximum replica count',
    };
  }
  return asked < min
    ? {
        type,
        status: 'True',
        reason: 'TooFewReplicas',
        message:
          'the desired replica count is less than the minimum replica count',
      }
    : {
        type,
        status: 'False',
        reason: 'DesiredWithinRange',
        message: 'the desired count is within the acceptable range',
      };
}

function write(
  cluster: Cluster,
  autoscaler: Autoscaler,
  current: number | undefined,
  desired: number | undefined,
  changes: readonly ConditionChange[],
): void {
  const now = cluster.clock.timestamp();
  cluster.autoscalers.modify(keyOf(autoscaler), latest => ({
    ...latest,
    status: {
      ...latest.status,
      ...(current !== undefined && { currentReplicas: current }),
      ...(desired !== undefined && { desiredReplicas: desired }),
      ...(current !== undefined &&
        current !== desired && { lastScaleTime: now }),
      conditions: changes.reduce<Condition[]>(
        (list, change) => withCondition(list, change, now),
        latest.status?.conditions ?? [],
      ),
    },
  }));
}
