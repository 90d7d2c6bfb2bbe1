import type { Cluster } from '../cluster/cluster';
import type { ErrorSink } from '../cluster/errorSink';
import { quotaUsage } from '../cluster/quota';
import { WorkQueue } from '../cluster/workQueue';
import type { FaultBoard } from '../faults/faultBoard';
import { keyOf, keyText, parseKey } from '../objects/kubeObject';

/** How soon a quota is counted anew after a pod came or went: simulated. */
const DELAY_MS = 100;

/** Keeps what quotas say of the pods of their namespaces up to date. */
export function startResourceQuotas(
  cluster: Cluster,
  faults: FaultBoard,
  onError: ErrorSink,
): void {
  const queue = WorkQueue.create({
    clock: cluster.clock,
    delayMs: DELAY_MS,
    reconcile: key => count(cluster, faults, key),
    onError,
  });
  const countIn = (namespace: string | undefined) => {
    for (const quota of cluster.resourceQuotas.list(namespace)) {
      queue.add(keyText(keyOf(quota)));
    }
  };
  cluster.resourceQuotas.onChange(({ type, object }) => {
    if (type !== 'DELETED') {
      queue.add(keyText(keyOf(object)));
    }
  });
  cluster.pods.onChange(({ object }) => countIn(object.metadata.namespace));
  faults.onChange(({ fault }) => {
    if (fault.type === 'quota-exhausted') {
      countIn(undefined);
    }
  });
}

function count(cluster: Cluster, faults: FaultBoard, key: string): void {
  const place = parseKey(key);
  cluster.resourceQuotas.modify(place, quota => {
    const { hard = {} } = quota.spec;
    const used = faults.find('quota-exhausted')
      ? hard
      : quotaUsage(quota, cluster.pods.list(place.namespace));
    return { ...quota, status: { hard, used } };
  });
}
