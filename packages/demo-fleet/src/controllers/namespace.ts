import type { Cluster } from '../cluster/cluster';
import { deleteObject } from '../cluster/deletion';
import type { ErrorSink } from '../cluster/errorSink';
import { WorkQueue } from '../cluster/workQueue';
import { keyOf } from '../objects/kubeObject';

/** How often a terminating namespace is looked at: simulated. */
const DELAY_MS = 500;

/** Empties a deleted namespace and then lets it go. */
export function startNamespaces(cluster: Cluster, onError: ErrorSink): void {
  const queue = WorkQueue.create({
    clock: cluster.clock,
    delayMs: DELAY_MS,
    reconcile: name => finalize(cluster, name, queue),
    onError,
  });
  cluster.namespaces.onChange(({ type, object }) => {
    if (type === 'MODIFIED' && object.metadata.deletionTimestamp) {
      queue.add(object.metadata.name);
    }
  });
}

function finalize(cluster: Cluster, name: string, queue: WorkQueue): void {
  let left = 0;
  for (const collection of cluster.served) {
    if (!collection.resource.namespaced) {
      continue;
    }
    for (const object of collection.list(name)) {
      left += deleteObject(cluster, collection, keyOf(object)) ? 1 : 0;
    }
  }
  if (left > 0) {
    queue.addAfter(name, DELAY_MS);
  } else {
    cluster.namespaces.remove({ name });
  }
}
