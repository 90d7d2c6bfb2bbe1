import type { Cluster } from '../cluster/cluster';
import { deleteObject } from '../cluster/deletion';
import type { ErrorSink } from '../cluster/errorSink';
import { WorkQueue } from '../cluster/workQueue';
import { keyOf } from '../objects/kubeObject';

/** How soon dependents follow their owner: simulated. */
const DELAY_MS = 150;

/** Deletes what has lost every owner, as background propagation does. */
export function startGarbageCollector(
  cluster: Cluster,
  onError: ErrorSink,
): void {
  const queue = WorkQueue.create({
    clock: cluster.clock,
    delayMs: DELAY_MS,
    reconcile: uid => collect(cluster, uid),
    onError,
  });
  cluster.log.listenAll(({ type, object }) => {
    if (type === 'DELETED') {
      queue.add(object.metadata.uid);
    }
  });
}

function collect(cluster: Cluster, uid: string): void {
  for (const collection of cluster.served) {
    for (const object of collection.list()) {
      const owners = object.metadata.ownerReferences ?? [];
      const lost = owners.some(owner => owner.uid === uid);
      if (lost && owners.every(owner => owner.uid === uid)) {
        deleteObject(cluster, collection, keyOf(object));
      }
    }
  }
}
