import { createPod } from '../cluster/admission';
import type { Cluster } from '../cluster/cluster';
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
import { isTrue } from '../resources/conditions';

/** Runs one pod of each DaemonSet on every node. */
export function startDaemonSets(cluster: Cluster, onError: ErrorSink): void {
  const queue = WorkQueue.create({
    clock: cluster.clock,
    reconcile: key => reconcile(cluster, key),
    onError,
  });
  const all = () => {
    for (const set of cluster.daemonSets.list()) {
      queue.add(keyText(keyOf(set)));
    }
  };
  cluster.daemonSets.onChange(all);
  cluster.nodes.onChange(({ type }) => {
    if (type !== 'MODIFIED') {
      all();
    }
  });
  cluster.pods.onChange(({ object }) => {
    if (controllerOf(object)?.kind === 'DaemonSet') {
      all();
    }
  });
}

function reconcile(cluster: Cluster, key: string): void {
  const set = cluster.daemonSets.get(parseKey(key));
  if (!set || set.metadata.deletionTimestamp) {
    return;
  }
  const owned = () =>
    cluster.pods
      .list(set.metadata.namespace)
      .filter(pod => isOwnedBy(pod, set) && !pod.metadata.deletionTimestamp);
  const nodes = cluster.nodes.list().map(node => node.metadata.name);
  const covered = new Set(owned().map(pod => pod.spec.nodeName));
  for (const node of nodes.filter(name => !covered.has(name))) {
    const suffix = cluster.random
      .fork(`daemon/${set.metadata.uid}/${node}/${cluster.log.version}`)
      .letters(5);
    createPod(cluster, {
      metadata: {
        name: `${set.metadata.name}-${suffix}`,
        ...(set.metadata.namespace
          ? { namespace: set.metadata.namespace }
          : {}),
        labels: { ...set.spec.template.metadata?.labels },
        ownerReferences: [controlledBy(set)],
      },
      spec: { ...set.spec.template.spec, nodeName: node },
    });
  }
  const pods = owned();
  const ready = pods.filter(pod =>
    isTrue(pod.status?.conditions, 'Ready'),
  ).length;
  cluster.daemonSets.modify(keyOf(set), current => ({
    ...current,
    status: {
      desiredNumberScheduled: nodes.length,
      currentNumberScheduled: pods.length,
      updatedNumberScheduled: pods.length,
      numberMisscheduled: 0,
      numberReady: ready,
      ...(ready > 0 ? { numberAvailable: ready } : {}),
      observedGeneration: current.metadata.generation,
    },
  }));
}
