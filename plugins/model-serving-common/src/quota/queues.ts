import type {
  ClusterQueueRecord,
  LocalQueueRecord,
  QueueAmount,
} from '../observed';
import { amountText } from './amountText';
import type { NamespaceAsk } from './ask';
import type { NamespaceLimit } from './types';

/** Names the LocalQueue of a workload, on the object or on its pods. */
export const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';

const API_VERSION = 'kueue.x-k8s.io/v1beta2';

/** What Kueue has in a namespace. */
export interface NamespaceQueues {
  /** Of the namespace. */
  readonly local: readonly LocalQueueRecord[];
  readonly cluster: readonly ClusterQueueRecord[];
}

/**
 * Holds what is asked for against the queue that it names. Each pod of a
 * service that does not end is admitted on its own, so that a smaller queue
 * lets some replicas run and the rest wait.
 *
 * @param running - Pods of the service that the queue has admitted already.
 */
export function queueLimits(
  { local, cluster }: NamespaceQueues,
  ask: NamespaceAsk,
  running: number,
): NamespaceLimit[] {
  const { queue } = ask;
  if (queue === undefined) {
    return [];
  }
  const found = local.find(({ meta }) => meta.name === queue);
  const source = {
    apiVersion: API_VERSION,
    kind: 'LocalQueue',
    name: queue,
  } as const;
  const all = { resource: 'pods', wanted: ask.replicas };
  if (!found) {
    const names = local.map(({ meta }) => `'${meta.name}'`).join(', ');
    return [
      {
        ...all,
        source,
        verdict: 'never',
        words: `it waits in the queue '${queue}', and the namespace has no such queue`,
        advice: names
          ? `Name one that the namespace has: ${names}.`
          : 'Ask the platform team for a LocalQueue of that name in the namespace, or take the label off.',
      },
    ];
  }
  const pool = cluster.find(({ meta }) => meta.name === found.clusterQueue);
  if (found.stopped || pool?.stopped) {
    return [
      {
        ...all,
        source,
        verdict: 'waits',
        words: `the queue '${queue}' was stopped and admits nothing`,
        advice: 'Ask the platform team when it goes on.',
      },
    ];
  }
  if (!pool || pool.inactive !== undefined) {
    return [
      {
        ...all,
        source,
        verdict: pool ? 'waits' : 'unknown',
        words: pool
          ? `the queue '${queue}' admits nothing now: ${pool.inactive}`
          : `what the queue '${queue}' has left is not known: its ClusterQueue '${found.clusterQueue}' is not shown`,
        ...(pool && { advice: 'Ask the platform team to mend the queue.' }),
      },
    ];
  }
  return pool.amounts.flatMap(amount => judge(pool, amount, ask, running));
}

function judge(
  pool: ClusterQueueRecord,
  { resourceName, nominal, borrowable, reserved }: QueueAmount,
  ask: NamespaceAsk,
  running: number,
): NamespaceLimit[] {
  const each = resourceName === 'pods' ? 1 : ask.requests[resourceName] ?? 0;
  if (each === 0) {
    return [];
  }
  const text = (amount: number) => amountText(resourceName, amount);
  const wanted = each * ask.replicas;
  const most = nominal + (borrowable ?? Infinity);
  const left = Math.max(0, nominal - reserved);
  const name = `the queue '${pool.meta.name}'`;
  const limit = {
    source: {
      apiVersion: API_VERSION,
      kind: 'ClusterQueue' as const,
      name: pool.meta.name,
    },
    resource: resourceName,
    hard: nominal,
    used: reserved,
    left,
    wanted,
  };
  if (wanted > most) {
    return [
      {
        ...limit,
        verdict: 'never',
        words: `it asks for ${text(
          wanted,
        )} ${resourceName}, and ${name} gives ${text(most)} at most`,
        advice:
          'The replicas beyond that would wait for ever. Ask for fewer, or ask the platform team for a larger quota.',
      },
    ];
  }
  if (wanted - each * running > left) {
    return [
      {
        ...limit,
        verdict: 'waits',
        words: `it asks for ${text(
          wanted,
        )} ${resourceName}, and ${name} has ${text(left)} of its ${text(
          nominal,
        )} left now`,
        advice:
          borrowable === 0
            ? 'What is beyond that waits in the queue until others end.'
            : 'What is beyond that is borrowed if others leave it, and given back when they ask; until then it waits.',
      },
    ];
  }
  return [
    {
      ...limit,
      verdict: 'room',
      words: `${name} has ${text(left)} of ${text(
        nominal,
      )} ${resourceName} left for the ${text(wanted)} that it asks for`,
    },
  ];
}
