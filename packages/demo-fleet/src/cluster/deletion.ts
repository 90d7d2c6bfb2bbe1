import type { AnyCollection } from '../objects/collection';
import type { KubeObject, ObjectKey } from '../objects/kubeObject';
import { keyOf } from '../objects/kubeObject';
import type { Pod } from '../resources/pod';
import type { Cluster } from './cluster';

/**
 * Asks for an object to go, as DELETE does: at once, or when its finalizers,
 * its kubelet or its namespace controller are done with it. Dependents follow
 * through the garbage collector.
 */
export function deleteObject(
  cluster: Cluster,
  collection: AnyCollection,
  key: ObjectKey,
  gracePeriodSeconds?: number,
): KubeObject | undefined {
  const object = collection.get(key);
  if (!object) {
    return undefined;
  }
  if (collection === cluster.pods) {
    return deletePod(cluster, key, gracePeriodSeconds);
  }
  const held =
    collection === cluster.namespaces ||
    (object.metadata.finalizers ?? []).length > 0;
  if (!held) {
    return collection.remove(key);
  }
  return object.metadata.deletionTimestamp
    ? object
    : collection.replace(key, {
        ...object,
        metadata: {
          ...object.metadata,
          deletionTimestamp: cluster.clock.timestamp(),
        },
        ...(collection === cluster.namespaces
          ? { status: { phase: 'Terminating' } }
          : {}),
      });
}

/** Takes a finalizer off; the last one lets a deleted object go. */
export function releaseFinalizer(
  collection: AnyCollection,
  object: KubeObject,
  finalizer: string,
): void {
  const rest = (object.metadata.finalizers ?? []).filter(
    name => name !== finalizer,
  );
  const { finalizers: _, ...metadata } = object.metadata;
  collection.replace(keyOf(object), {
    ...object,
    metadata: {
      ...metadata,
      ...(rest.length > 0 ? { finalizers: rest } : {}),
    },
  });
  if (rest.length === 0 && object.metadata.deletionTimestamp) {
    collection.remove(keyOf(object));
  }
}

function deletePod(
  cluster: Cluster,
  key: ObjectKey,
  gracePeriodSeconds: number | undefined,
): Pod | undefined {
  const pod = cluster.pods.get(key);
  const grace =
    gracePeriodSeconds ?? pod?.spec.terminationGracePeriodSeconds ?? 30;
  const finished = ['Succeeded', 'Failed'].includes(pod?.status?.phase ?? '');
  if (!pod?.spec.nodeName || finished || grace === 0) {
    return cluster.pods.remove(key);
  }
  if (pod.metadata.deletionTimestamp) {
    return pod;
  }
  const end = new Date(cluster.clock.now() + grace * 1000).toISOString();
  return cluster.pods.modify(key, current => ({
    ...current,
    metadata: {
      ...current.metadata,
      deletionTimestamp: `${end.slice(0, 19)}Z`,
      deletionGracePeriodSeconds: grace,
    },
  }));
}
