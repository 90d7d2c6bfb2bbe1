import type { Cluster } from '../cluster/cluster';
import type { ErrorSink } from '../cluster/errorSink';
import { WorkQueue } from '../cluster/workQueue';
import { canonicalJson } from '../objects/json';
import {
  controlledBy,
  controllerOf,
  isOwnedBy,
  keyOf,
  keyText,
  parseKey,
} from '../objects/kubeObject';
import { fingerprint } from '../random/random';
import type { Deployment, ReplicaSet } from '../resources/apps';
import {
  deploymentConditions,
  deploymentCounts,
  hasProgressed,
  isComplete,
} from './deploymentStatus';
import { nextSizes } from './rollout';

const REVISION = 'deployment.kubernetes.io/revision';
const HASH = 'pod-template-hash';
const COMPONENT = 'deployment-controller';

/** When each rollout last came forward, in simulated milliseconds. */
type ProgressTimes = Map<string, number>;

/** Rolls Deployments out by way of ReplicaSets. */
export function startDeployments(cluster: Cluster, onError: ErrorSink): void {
  const times: ProgressTimes = new Map();
  const queue = WorkQueue.create({
    clock: cluster.clock,
    reconcile: key => reconcile(cluster, key, times, queue),
    onError,
  });
  cluster.deployments.onChange(({ type, object }) => {
    if (type === 'DELETED') {
      times.delete(object.metadata.uid);
    } else {
      queue.add(keyText(keyOf(object)));
    }
  });
  cluster.replicaSets.onChange(({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === 'Deployment') {
      queue.add(
        keyText({ namespace: object.metadata.namespace, name: owner.name }),
      );
    }
  });
}

function reconcile(
  cluster: Cluster,
  key: string,
  times: ProgressTimes,
  queue: WorkQueue,
): void {
  const deployment = cluster.deployments.get(parseKey(key));
  if (!deployment || deployment.metadata.deletionTimestamp) {
    return;
  }
  const owned = () =>
    cluster.replicaSets
      .list(deployment.metadata.namespace)
      .filter(set => isOwnedBy(set, deployment));
  const before = owned();
  const { current, created } = currentSet(cluster, deployment, before);
  const old = before.filter(set => set.metadata.uid !== current.metadata.uid);
  if (!deployment.spec.paused) {
    for (const { set, replicas } of nextSizes(deployment, current, old)) {
      scale(cluster, deployment, set, replicas);
    }
    dropHistory(cluster, deployment, old);
  }
  const latest = cluster.replicaSets.get(keyOf(current)) ?? current;
  writeStatus(cluster, deployment, latest, owned(), created, times, queue);
}

function currentSet(
  cluster: Cluster,
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): { current: ReplicaSet; created: boolean } {
  const hash = fingerprint(canonicalJson(deployment.spec.template), 10);
  const name = `${deployment.metadata.name}-${hash}`;
  const newest = Math.max(0, ...sets.map(revisionOf));
  const found = sets.find(set => set.metadata.name === name);
  const revision = found && revisionOf(found) === newest ? newest : newest + 1;
  const current = found
    ? withRevision(cluster, found, revision)
    : createSet(cluster, deployment, name, hash, revision);
  cluster.deployments.modify(keyOf(deployment), latest => ({
    ...latest,
    metadata: {
      ...latest.metadata,
      annotations: {
        ...latest.metadata.annotations,
        [REVISION]: String(revision),
      },
    },
  }));
  return { current, created: !found };
}

function createSet(
  cluster: Cluster,
  deployment: Deployment,
  name: string,
  hash: string,
  revision: number,
): ReplicaSet {
  const { template } = deployment.spec;
  const labels = { ...template.metadata?.labels, [HASH]: hash };
  const { namespace } = deployment.metadata;
  return cluster.replicaSets.create({
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      labels,
      annotations: { [REVISION]: String(revision) },
      ownerReferences: [controlledBy(deployment)],
    },
    spec: {
      replicas: 0,
      selector: {
        matchLabels: { ...deployment.spec.selector.matchLabels, [HASH]: hash },
      },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  });
}

function withRevision(
  cluster: Cluster,
  set: ReplicaSet,
  revision: number,
): ReplicaSet {
  const updated = cluster.replicaSets.modify(keyOf(set), current => ({
    ...current,
    metadata: {
      ...current.metadata,
      annotations: {
        ...current.metadata.annotations,
        [REVISION]: String(revision),
      },
    },
  }));
  return updated ?? set;
}

function scale(
  cluster: Cluster,
  deployment: Deployment,
  set: ReplicaSet,
  replicas: number,
): void {
  const from = set.spec.replicas ?? 1;
  cluster.replicaSets.modify(keyOf(set), current => ({
    ...current,
    spec: { ...current.spec, replicas },
  }));
  cluster.recorder.record(deployment, {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: `Scaled ${replicas > from ? 'up' : 'down'} replica set ${
      set.metadata.name
    } from ${from} to ${replicas}`,
    component: COMPONENT,
  });
}

function writeStatus(
  cluster: Cluster,
  deployment: Deployment,
  current: ReplicaSet,
  all: readonly ReplicaSet[],
  created: boolean,
  times: ProgressTimes,
  queue: WorkQueue,
): void {
  const counts = deploymentCounts(deployment, current, all);
  const complete = isComplete(deployment, counts);
  const progressed = hasProgressed(deployment.status, counts);
  const { uid } = deployment.metadata;
  const now = cluster.clock.elapsed();
  if (created || complete || progressed || !times.has(uid)) {
    times.set(uid, now);
  }
  const deadline = (deployment.spec.progressDeadlineSeconds ?? 600) * 1000;
  const left = deadline - (now - (times.get(uid) ?? now));
  const written = cluster.deployments.modify(keyOf(deployment), latest => ({
    ...latest,
    status: {
      ...counts,
      conditions: deploymentConditions(
        latest,
        counts,
        current,
        { complete, progressed, created, timedOut: left <= 0 },
        cluster.clock.timestamp(),
      ),
    },
  }));
  // Looks again when the deadline passes; earlier progress only moves it.
  if (written !== deployment && !complete && left > 0) {
    queue.addAfter(keyText(keyOf(deployment)), left + 1);
  }
}

function dropHistory(
  cluster: Cluster,
  deployment: Deployment,
  old: readonly ReplicaSet[],
): void {
  const empty = old
    .filter(set => set.spec.replicas === 0 && !set.status?.replicas)
    .sort((a, b) => revisionOf(a) - revisionOf(b));
  const kept = deployment.spec.revisionHistoryLimit ?? 10;
  for (const set of empty.slice(0, Math.max(0, empty.length - kept))) {
    cluster.replicaSets.remove(keyOf(set));
  }
}

function revisionOf(set: ReplicaSet): number {
  return Number(set.metadata.annotations?.[REVISION] ?? 0);
}
