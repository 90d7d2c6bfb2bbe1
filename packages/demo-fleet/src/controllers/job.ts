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

/** Keeps a Job's pods running. Jobs here are long: none of them finishes. */
export function startJobs(cluster: Cluster, onError: ErrorSink): void {
  const queue = WorkQueue.create({
    clock: cluster.clock,
    reconcile: key => reconcile(cluster, key),
    onError,
  });
  cluster.jobs.onChange(({ object }) => queue.add(keyText(keyOf(object))));
  cluster.pods.onChange(({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === 'Job') {
      queue.add(
        keyText({ namespace: object.metadata.namespace, name: owner.name }),
      );
    }
  });
}

function reconcile(cluster: Cluster, key: string): void {
  const job = cluster.jobs.get(parseKey(key));
  if (!job || job.metadata.deletionTimestamp) {
    return;
  }
  const active = () =>
    cluster.pods
      .list(job.metadata.namespace)
      .filter(pod => isOwnedBy(pod, job) && !pod.metadata.deletionTimestamp);
  const missing = (job.spec.parallelism ?? 1) - active().length;
  for (let count = 0; count < missing; count += 1) {
    const suffix = cluster.random
      .fork(`job/${job.metadata.uid}/${cluster.log.version}`)
      .letters(5);
    createPod(cluster, {
      metadata: {
        name: `${job.metadata.name}-${suffix}`,
        ...(job.metadata.namespace
          ? { namespace: job.metadata.namespace }
          : {}),
        labels: {
          ...job.spec.template.metadata?.labels,
          'batch.kubernetes.io/job-name': job.metadata.name,
        },
        ownerReferences: [controlledBy(job)],
      },
      spec: job.spec.template.spec,
    });
  }
  const pods = active();
  cluster.jobs.modify(keyOf(job), current => ({
    ...current,
    status: {
      active: pods.length,
      ready: pods.filter(pod => isTrue(pod.status?.conditions, 'Ready')).length,
      startTime: current.status?.startTime ?? cluster.clock.timestamp(),
    },
  }));
}
