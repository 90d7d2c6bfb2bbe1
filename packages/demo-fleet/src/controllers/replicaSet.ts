import { createPod } from '../cluster/admission';
import type { Cluster } from '../cluster/cluster';
import { deleteObject } from '../cluster/deletion';
import type { ErrorSink } from '../cluster/errorSink';
import { WorkQueue } from '../cluster/workQueue';
import {
  controlledBy,
  controllerOf,
  isOwnedBy,
  keyOf,
  keyText,
  parseKey,
} from '../objects/kubeObject';
import type { ReplicaSet } from '../resources/apps';
import { StatusError } from '../objects/statusError';
import { isTrue, withCondition } from '../resources/conditions';
import type { Pod } from '../resources/pod';

const COMPONENT = 'replicaset-controller';
const FAILURE = 'ReplicaFailure';

/** Keeps as many pods as each ReplicaSet asks for. */
export function startReplicaSets(cluster: Cluster, onError: ErrorSink): void {
  const queue = WorkQueue.create({
    clock: cluster.clock,
    reconcile: key => reconcile(cluster, key),
    onError,
  });
  cluster.replicaSets.onChange(({ type, object }) => {
    if (type !== 'DELETED') {
      queue.add(keyText(keyOf(object)));
    }
  });
  // Real ones ask again and again; here only when there may be room.
  cluster.resourceQuotas.onChange(({ object }) => {
    for (const set of cluster.replicaSets.list(object.metadata.namespace)) {
      if (isTrue(set.status?.conditions, FAILURE)) {
        queue.add(keyText(keyOf(set)));
      }
    }
  });
  cluster.pods.onChange(({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === 'ReplicaSet') {
      queue.add(
        keyText({ namespace: object.metadata.namespace, name: owner.name }),
      );
    }
  });
}

function reconcile(cluster: Cluster, key: string): void {
  const set = cluster.replicaSets.get(parseKey(key));
  if (!set || set.metadata.deletionTimestamp) {
    return;
  }
  const pods = activePods(cluster, set);
  const missing = (set.spec.replicas ?? 1) - pods.length;
  const refusal = addPods(cluster, set, missing);
  for (const pod of missing < 0 ? leastWorth(pods).slice(0, -missing) : []) {
    deleteObject(cluster, cluster.pods, keyOf(pod));
    cluster.recorder.record(set, {
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${pod.metadata.name}`,
      component: COMPONENT,
    });
  }
  writeStatus(cluster, set, refusal);
}

/** Stops at the first that is refused, as what follows would be. */
function addPods(
  cluster: Cluster,
  set: ReplicaSet,
  missing: number,
): string | undefined {
  for (let count = 0; count < missing; count += 1) {
    try {
      addPod(cluster, set);
    } catch (error) {
      if (!(error instanceof StatusError)) {
        throw error;
      }
      cluster.recorder.record(set, {
        type: 'Warning',
        reason: 'FailedCreate',
        message: `Error creating: ${error.message}`,
        component: COMPONENT,
      });
      return error.message;
    }
  }
  return undefined;
}

function addPod(cluster: Cluster, set: ReplicaSet): void {
  const { namespace, name } = set.metadata;
  const suffix = cluster.random
    .fork(`pod/${set.metadata.uid}/${cluster.log.version}`)
    .letters(5);
  const pod = createPod(cluster, {
    metadata: {
      name: `${name}-${suffix}`,
      generateName: `${name}-`,
      ...(namespace ? { namespace } : {}),
      labels: { ...set.spec.template.metadata?.labels },
      annotations: { ...set.spec.template.metadata?.annotations },
      ownerReferences: [controlledBy(set)],
    },
    spec: set.spec.template.spec,
  });
  cluster.recorder.record(set, {
    type: 'Normal',
    reason: 'SuccessfulCreate',
    message: `Created pod: ${pod.metadata.name}`,
    component: COMPONENT,
  });
}

/** Which pods go first: unscheduled, then not ready, then the youngest. */
function leastWorth(pods: readonly Pod[]): Pod[] {
  const rank = (pod: Pod) =>
    (pod.spec.nodeName ? 2 : 0) +
    (isTrue(pod.status?.conditions, 'Ready') ? 1 : 0);
  return [...pods].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      b.metadata.creationTimestamp.localeCompare(
        a.metadata.creationTimestamp,
      ) ||
      a.metadata.name.localeCompare(b.metadata.name),
  );
}

function writeStatus(
  cluster: Cluster,
  set: ReplicaSet,
  refusal: string | undefined,
): void {
  const pods = activePods(cluster, set);
  const ready = pods.filter(pod =>
    isTrue(pod.status?.conditions, 'Ready'),
  ).length;
  cluster.replicaSets.modify(keyOf(set), current => ({
    ...current,
    status: {
      replicas: pods.length,
      ...(pods.length > 0 ? { fullyLabeledReplicas: pods.length } : {}),
      ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
      observedGeneration: current.metadata.generation,
      ...(refusal && {
        conditions: withCondition(
          current.status?.conditions,
          {
            type: FAILURE,
            status: 'True',
            reason: 'FailedCreate',
            message: refusal,
          },
          cluster.clock.timestamp(),
        ),
      }),
    },
  }));
}

function activePods(cluster: Cluster, set: ReplicaSet): Pod[] {
  return cluster.pods
    .list(set.metadata.namespace)
    .filter(
      pod =>
        isOwnedBy(pod, set) &&
        !pod.metadata.deletionTimestamp &&
        !['Succeeded', 'Failed'].includes(pod.status?.phase ?? ''),
    );
}
