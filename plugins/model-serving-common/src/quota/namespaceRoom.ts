import type { Instant } from '../api';
import type { ClusterSnapshot } from '../fleet';
import {
  clusterQueueProjection,
  limitRangeProjection,
  localQueueProjection,
  resourceQuotaProjection,
  type LimitRangeRecord,
  type ObservedRecord,
  type Projection,
} from '../observed';
import { sentence } from '../placement/words';
import { COMPUTE, type NamespaceAsk } from './ask';
import { addUp } from './fields';
import { rangeLimits } from './limitRanges';
import { queueLimits } from './queues';
import { quotaLimits } from './resourceQuotas';
import { byVerdict, type LimitVerdict, type NamespaceLimit } from './types';

/** What a namespace still has for what is asked of it. @public */
export interface NamespaceRoom {
  /** The worst of {@link NamespaceRoom.limits}; `room` when nothing limits it. */
  readonly verdict: LimitVerdict;
  /** Sentences for a person: of the worst limit, and what could not be read. */
  readonly message: string;
  /** The worst first. */
  readonly limits: readonly NamespaceLimit[];
  /** Sentences: limits that the cluster does not show. */
  readonly notKnown: readonly string[];
  /** When the cluster last said so; absent when it never did. */
  readonly confirmedAt?: Instant;
}

/**
 * What a namespace of a cluster still has for a service: its quotas and limit
 * ranges, as the cluster was seen last. The only such judgement there is: the
 * wizard shows it, and the validation acts on it.
 *
 * @param cluster - As it was seen last; `undefined` when it never was.
 * @param running - Pods of this very service that the namespace counts
 * already: their share is not asked for again. Default: none.
 * @public
 */
export function namespaceRoom(
  cluster: ClusterSnapshot | undefined,
  namespace: string,
  ask: NamespaceAsk,
  running: number = 0,
): NamespaceRoom {
  if (!cluster) {
    return unknownRoom(
      'What the namespace allows is not known: the cluster was never seen.',
    );
  }
  const quotas = recordsIn(cluster, namespace, resourceQuotaProjection);
  const ranges = recordsIn(cluster, namespace, limitRangeProjection);
  const notKnown = [
    ...whyNotKnown(cluster, resourceQuotaProjection, 'quotas'),
    ...whyNotKnown(cluster, limitRangeProjection, 'limit ranges'),
    ...(ask.queue === undefined
      ? []
      : whyNotKnown(cluster, localQueueProjection, 'queues')),
  ];
  const stated = withDefaults(ask, ranges);
  const limits = [
    ...quotas.flatMap(quota => quotaLimits(quota, stated, running)),
    ...ranges.flatMap(range => rangeLimits(range, stated)),
    ...queues(cluster, namespace, stated, running),
  ].sort(byVerdict);
  const [worst] = limits;
  const { confirmedAt } = knowledgeOf(cluster, resourceQuotaProjection);
  const verdict = worst?.verdict ?? (notKnown.length > 0 ? 'unknown' : 'room');
  return {
    verdict,
    message: [
      worst
        ? sentence(worst.words)
        : `No quota of the namespace ${namespace} limits it.`,
    ]
      .filter(() => worst !== undefined || notKnown.length === 0)
      .concat(notKnown)
      .join(' '),
    limits,
    notKnown,
    ...(confirmedAt !== undefined && { confirmedAt }),
  };
}

function unknownRoom(message: string): NamespaceRoom {
  return { verdict: 'unknown', message, limits: [], notKnown: [message] };
}

function recordsIn<R extends ObservedRecord>(
  cluster: ClusterSnapshot,
  namespace: string,
  projection: Projection<R>,
): R[] {
  return [...cluster.records(projection).values()]
    .filter(({ meta }) => meta.namespace === namespace)
    .sort((a, b) => (a.meta.name < b.meta.name ? -1 : 1));
}

/** Where Kueue is not installed, a label that names a queue does nothing. */
function queues(
  cluster: ClusterSnapshot,
  namespace: string,
  ask: NamespaceAsk,
  running: number,
): NamespaceLimit[] {
  const { resource } = localQueueProjection;
  return cluster.knowledge(resource).status === 'observed'
    ? queueLimits(
        {
          local: recordsIn(cluster, namespace, localQueueProjection),
          cluster: [...cluster.records(clusterQueueProjection).values()],
        },
        ask,
        running,
      )
    : [];
}

/** When a kind was confirmed, and why it is not known otherwise. */
function knowledgeOf(
  cluster: ClusterSnapshot,
  { resource }: Projection<ObservedRecord>,
): { readonly confirmedAt?: Instant; readonly why?: string } {
  const knowledge = cluster.knowledge(resource);
  switch (knowledge.status) {
    case 'observed':
    case 'absent':
      return { confirmedAt: knowledge.confirmedAt };
    case 'forbidden':
      return {
        why: 'the cluster does not let Backstage read them',
        ...(knowledge.lastConfirmedAt !== undefined && {
          confirmedAt: knowledge.lastConfirmedAt,
        }),
      };
    default:
      return { why: 'the cluster has not shown them yet' };
  }
}

function whyNotKnown(
  cluster: ClusterSnapshot,
  projection: Projection<ObservedRecord>,
  what: string,
): string[] {
  const { why } = knowledgeOf(cluster, projection);
  return why === undefined
    ? []
    : [`The ${what} of the namespace are not known: ${why}.`];
}

/** What admission fills in for a container that states nothing. */
function withDefaults(
  ask: NamespaceAsk,
  ranges: readonly LimitRangeRecord[],
): NamespaceAsk {
  const items = ranges
    .flatMap(({ items: all }) => all)
    .filter(({ type }) => type === 'Container');
  const containers = (ask.containers ?? [ask]).map(({ requests, limits }) => {
    const all = { requests: { ...requests }, limits: { ...limits } };
    for (const { defaults = {}, defaultRequests = {} } of items) {
      for (const name of COMPUTE) {
        fillIn(all.limits, name, defaults[name]);
        fillIn(all.requests, name, defaultRequests[name] ?? all.limits[name]);
      }
    }
    return all;
  });
  return {
    ...ask,
    containers,
    requests: addUp(containers.map(({ requests }) => requests)),
    limits: addUp(containers.map(({ limits }) => limits)),
  };
}

function fillIn(
  amounts: Record<string, number>,
  name: string,
  amount: number | undefined,
): void {
  if (amounts[name] === undefined && amount !== undefined) {
    amounts[name] = amount;
  }
}
