import type { Cluster } from '../cluster/cluster';
import { WorkQueue } from '../cluster/workQueue';
import type { ErrorSink } from '../cluster/errorSink';
import { keyOf, keyText, parseKey } from '../objects/kubeObject';
import { findCondition, withCondition } from '../resources/conditions';
import type { Node } from '../resources/core';
import type { Pod } from '../resources/pod';
import type { Amounts } from './demand';
import { amounts, podDemand, sum } from './demand';
import type { Obstacle } from './fit';
import { obstacles } from './fit';
import { unschedulableMessage } from './message';

/** How long the scheduler takes to place a pod: simulated. */
const DELAY_MS = 250;

interface Seat {
  node: Node;
  used: Amounts;
  pods: number;
}

/** Gives pods their nodes; a pod that fits nowhere says so and waits. */
export function startScheduler(cluster: Cluster, onError: ErrorSink): void {
  const queue = WorkQueue.create({
    clock: cluster.clock,
    delayMs: DELAY_MS,
    reconcile: key => place(cluster, key),
    onError,
  });
  const retryWaiting = () => {
    for (const pod of cluster.pods.list()) {
      if (waits(pod)) {
        queue.add(keyText(keyOf(pod)));
      }
    }
  };
  cluster.pods.onChange(({ type, object }) => {
    if (type === 'ADDED' && waits(object)) {
      queue.add(keyText(keyOf(object)));
    } else if (type === 'DELETED' || finished(object)) {
      retryWaiting();
    }
  });
  cluster.nodes.onChange(retryWaiting);
}

function place(cluster: Cluster, key: string): void {
  const pod = cluster.pods.get(parseKey(key));
  if (!pod || !waits(pod)) {
    return;
  }
  const demand = podDemand(pod);
  const seats = occupancy(cluster);
  const found = seats.map(seat => ({
    seat,
    obstacles: obstacles(pod, demand, seat.node, seat.used, seat.pods),
  }));
  const [best] = found
    .filter(option => option.obstacles.length === 0)
    .sort((a, b) => preference(b.seat, demand) - preference(a.seat, demand));
  if (best) {
    bind(cluster, pod, best.seat.node);
  } else {
    refuse(
      cluster,
      pod,
      found.map(option => option.obstacles),
    );
  }
}

function bind(cluster: Cluster, pod: Pod, node: Node): void {
  const name = node.metadata.name;
  cluster.pods.modify(keyOf(pod), current => ({
    ...current,
    spec: { ...current.spec, nodeName: name },
    status: {
      ...current.status,
      conditions: withCondition(
        current.status?.conditions,
        { type: 'PodScheduled', status: 'True' },
        cluster.clock.timestamp(),
      ),
    },
  }));
  cluster.recorder.record(pod, {
    type: 'Normal',
    reason: 'Scheduled',
    message: `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${name}`,
    component: 'default-scheduler',
  });
}

function refuse(
  cluster: Cluster,
  pod: Pod,
  perNode: readonly Obstacle[][],
): void {
  const message = unschedulableMessage(perNode);
  const before = findCondition(pod.status?.conditions, 'PodScheduled');
  if (before?.message === message) {
    return;
  }
  cluster.pods.modify(keyOf(pod), current => ({
    ...current,
    status: {
      ...current.status,
      conditions: withCondition(
        current.status?.conditions,
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message,
        },
        cluster.clock.timestamp(),
      ),
    },
  }));
  cluster.recorder.record(pod, {
    type: 'Warning',
    reason: 'FailedScheduling',
    message,
    component: 'default-scheduler',
  });
}

/** Each node with what its pods hold; terminating pods hold until they go. */
function occupancy(cluster: Cluster): Seat[] {
  const pods = cluster.pods
    .list()
    .filter(pod => pod.spec.nodeName && !finished(pod));
  return cluster.nodes.list().map(node => {
    const here = pods.filter(pod => pod.spec.nodeName === node.metadata.name);
    return { node, used: sum(here.map(podDemand)), pods: here.length };
  });
}

/** Least-allocated scoring over the resources that the pod asks for. */
function preference(seat: Seat, demand: Amounts): number {
  const total = amounts(seat.node.status?.allocatable);
  const shares = [...demand.keys()].map(name => {
    const all = total.get(name) ?? 0;
    const left = all - (seat.used.get(name) ?? 0) - (demand.get(name) ?? 0);
    return all > 0 ? left / all : 0;
  });
  const mean = shares.reduce((a, b) => a + b, 0) / Math.max(1, shares.length);
  return mean - seat.pods / 10_000;
}

function waits(pod: Pod): boolean {
  return (
    !pod.spec.nodeName && !pod.metadata.deletionTimestamp && !finished(pod)
  );
}

function finished(pod: Pod): boolean {
  return ['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');
}
