import type { Cluster } from '../cluster/cluster';
import type { ErrorSink } from '../cluster/errorSink';
import type { ClusterLoad } from '../load/clusterLoad';
import { sameJson } from '../objects/json';
import { controlledBy, keyOf } from '../objects/kubeObject';
import type { Autoscaler, ScaledObject } from '../resources/autoscaling';
import type { Condition, ConditionChange } from '../resources/conditions';
import { withCondition } from '../resources/conditions';
import { demandOn, isActive, metricName, SCALED_OBJECT_LABEL } from './figures';
import { Polling } from './polling';

const PAUSED = 'autoscaling.keda.sh/paused';
const COMPONENT = 'keda-operator';
/** Defaults of KEDA v2.20, in seconds. */
const POLLING_SECONDS = 30;
const COOLDOWN_SECONDS = 300;
const MOST_REPLICAS = 100;

/**
 * KEDA v2.20: wakes a workload from zero and sends it back there; between, an
 * HPA that it makes scales it.
 */
export function startKeda(
  cluster: Cluster,
  load: ClusterLoad,
  onError: ErrorSink,
): void {
  /** Simulated milliseconds when one was active last, by uid. */
  const activeAt = new Map<string, number>();
  Polling.start({
    cluster,
    collection: cluster.scaledObjects,
    periodMs: ({ spec }) => (spec.pollingInterval ?? POLLING_SECONDS) * 1000,
    look: object => look(cluster, load, object, activeAt),
    forget: uid => activeAt.delete(uid),
    onError,
  });
}

function look(
  cluster: Cluster,
  load: ClusterLoad,
  object: ScaledObject,
  activeAt: Map<string, number>,
): void {
  const { metadata, spec } = object;
  const key = { namespace: metadata.namespace, name: spec.scaleTargetRef.name };
  const deployment = cluster.deployments.get(key);
  if (metadata.annotations?.[PAUSED] === 'true') {
    cluster.autoscalers.remove({
      namespace: metadata.namespace,
      name: autoscalerName(object),
    });
    write(cluster, object, {}, [
      condition('Paused', true, 'ScaledObjectPaused', 'ScaledObject is paused'),
    ]);
    return;
  }
  if (!deployment) {
    write(cluster, object, {}, [
      condition(
        'Ready',
        false,
        'ScaledObjectCheckFailed',
        'ScaledObject doesn’t have correct scaleTargetRef specification',
      ),
    ]);
    return;
  }
  applyAutoscaler(cluster, object);
  const demand = demandOn(cluster, load, key);
  const active = spec.triggers.some(trigger => isActive(trigger, demand));
  const now = cluster.clock.elapsed();
  if (active) {
    activeAt.set(metadata.uid, now);
  }
  const current = deployment.spec.replicas ?? 1;
  const wanted = wantedReplicas(
    object,
    active,
    current,
    now - (activeAt.get(metadata.uid) ?? Number.NEGATIVE_INFINITY),
  );
  if (wanted !== current) {
    cluster.deployments.modify(key, latest => ({
      ...latest,
      spec: { ...latest.spec, replicas: wanted },
    }));
    cluster.recorder.record(object, {
      type: 'Normal',
      reason:
        wanted > current
          ? 'KEDAScaleTargetActivated'
          : 'KEDAScaleTargetDeactivated',
      message: `${
        wanted > current ? 'Scaled' : 'Deactivated'
      } apps/v1.Deployment ${key.namespace ?? ''}/${
        key.name
      } from ${current} to ${wanted}`,
      component: COMPONENT,
    });
  }
  write(
    cluster,
    object,
    {
      scaleTargetKind: 'apps/v1.Deployment',
      originalReplicaCount: object.status?.originalReplicaCount ?? current,
      hpaName: autoscalerName(object),
      externalMetricNames: spec.triggers.map(metricName),
      health: Object.fromEntries(
        spec.triggers.map((trigger, index) => [
          metricName(trigger, index),
          { numberOfFailures: 0, status: 'Happy' },
        ]),
      ),
      ...(active && { lastActiveTime: cluster.clock.timestamp() }),
    },
    [
      condition(
        'Ready',
        true,
        'ScaledObjectReady',
        'ScaledObject is defined correctly and is ready for scaling',
      ),
      active
        ? condition(
            'Active',
            true,
            'ScalerActive',
            'Scaling is performed because triggers are active',
          )
        : condition(
            'Active',
            false,
            'ScalerNotActive',
            'Scaling is not performed because triggers are not active',
          ),
      condition(
        'Fallback',
        false,
        'NoFallbackFound',
        'No fallbacks are active on this scaled object',
      ),
      condition(
        'Paused',
        false,
        'ScaledObjectUnpaused',
        'ScaledObject is not paused',
      ),
    ],
  );
}

/** `idleMs`: since it was active last; without end when it never was. */
export function wantedReplicas(
  { spec }: ScaledObject,
  active: boolean,
  current: number,
  idleMs: number,
): number {
  const least = spec.minReplicaCount ?? 0;
  const rest = spec.idleReplicaCount ?? (least === 0 ? 0 : undefined);
  if (active) {
    return current <= (rest ?? 0) ? Math.max(1, least) : current;
  }
  if (rest === undefined) {
    return Math.max(current, least);
  }
  const cooldownMs = (spec.cooldownPeriod ?? COOLDOWN_SECONDS) * 1000;
  return idleMs >= cooldownMs ? rest : current;
}

function autoscalerName({ metadata }: ScaledObject): string {
  return `keda-hpa-${metadata.name}`;
}

function applyAutoscaler(cluster: Cluster, object: ScaledObject): void {
  const { metadata, spec } = object;
  const behavior = spec.advanced?.horizontalPodAutoscalerConfig?.behavior;
  const wanted: Autoscaler['spec'] = {
    minReplicas: Math.max(1, spec.minReplicaCount ?? 1),
    maxReplicas: spec.maxReplicaCount ?? MOST_REPLICAS,
    scaleTargetRef: {
      apiVersion: spec.scaleTargetRef.apiVersion ?? 'apps/v1',
      kind: spec.scaleTargetRef.kind ?? 'Deployment',
      name: spec.scaleTargetRef.name,
    },
    metrics: spec.triggers.map((trigger, index) => ({
      type: 'External',
      external: {
        metric: {
          name: metricName(trigger, index),
          selector: { matchLabels: { [SCALED_OBJECT_LABEL]: metadata.name } },
        },
        target: {
          type: 'AverageValue',
          averageValue: trigger.metadata.threshold ?? '5',
        },
      },
    })),
    ...(behavior && { behavior }),
  };
  const key = { namespace: metadata.namespace, name: autoscalerName(object) };
  const current = cluster.autoscalers.get(key);
  if (!current) {
    cluster.autoscalers.insert(
      { spec: wanted },
      {
        name: key.name,
        ...(key.namespace && { namespace: key.namespace }),
        labels: { [SCALED_OBJECT_LABEL]: metadata.name },
        ownerReferences: [controlledBy(object)],
      },
    );
  } else if (!sameJson(current.spec, wanted)) {
    cluster.autoscalers.modify(key, latest => ({ ...latest, spec: wanted }));
  }
}

function condition(
  type: string,
  isTrue: boolean,
  reason: string,
  message: string,
): ConditionChange {
  return { type, status: isTrue ? 'True' : 'False', reason, message };
}

function write(
  cluster: Cluster,
  object: ScaledObject,
  status: NonNullable<ScaledObject['status']>,
  changes: readonly ConditionChange[],
): void {
  const now = cluster.clock.timestamp();
  cluster.scaledObjects.modify(keyOf(object), latest => ({
    ...latest,
    status: {
      ...latest.status,
      ...status,
      conditions: changes.reduce<Condition[]>(
        (list, change) => withCondition(list, change, now),
        latest.status?.conditions ?? [],
      ),
    },
  }));
}
