import { StatusError } from '../objects/statusError';
import type { ResourceQuota } from '../resources/core';
import type { DraftMeta } from '../objects/kubeObject';
import type { Pod, PodSpec } from '../resources/pod';
import type { Quantities } from '../resources/quantity';
import { parseQuantity } from '../resources/quantity';
import { podDemand } from '../scheduler/demand';
import type { Cluster } from './cluster';

const REQUESTS = 'requests.';

/** What the pods of a namespace take of a quota, by the quota's own keys. */
export function quotaUsage(
  { spec: { hard = {} } }: ResourceQuota,
  pods: readonly Pod[],
): Quantities {
  const alive = pods.filter(
    pod => !['Succeeded', 'Failed'].includes(pod.status?.phase ?? ''),
  );
  return Object.fromEntries(
    Object.keys(hard).map(key => [
      key,
      String(alive.reduce((total, pod) => total + taken(key, pod.spec), 0)),
    ]),
  );
}

/**
 * Refuses a pod that asks for more than the quotas of its namespace have left,
 * in the words of the admission plug-in (Kubernetes v1.36).
 */
export function admitByQuota(
  cluster: Cluster,
  { name, namespace }: DraftMeta,
  spec: PodSpec,
): void {
  for (const quota of cluster.resourceQuotas.list(namespace)) {
    const counted = quotaUsage(quota, cluster.pods.list(namespace));
    const over = Object.entries(quota.spec.hard ?? {}).flatMap(
      ([key, limit]) => {
        const wanted = taken(key, spec);
        // What was written last holds until it is counted anew.
        const used = Math.max(
          amount(counted[key]),
          amount(quota.status?.used?.[key]),
        );
        return wanted > 0 && used + wanted > amount(limit)
          ? [{ key, wanted, used, limit }]
          : [];
      },
    );
    if (over.length > 0) {
      const list = (of: (entry: (typeof over)[number]) => unknown) =>
        over.map(entry => `${entry.key}=${of(entry)}`).join(',');
      throw StatusError.create(
        'Forbidden',
        `pods "${name}" is forbidden: exceeded quota: ${
          quota.metadata.name
        }, requested: ${list(({ wanted }) => wanted)}, used: ${list(
          ({ used }) => used,
        )}, limited: ${list(({ limit }) => limit)}`,
        { name, kind: 'pods' },
      );
    }
  }
}

function taken(key: string, spec: PodSpec): number {
  if (key === 'pods') {
    return 1;
  }
  return key.startsWith(REQUESTS)
    ? podDemand({ spec }).get(key.slice(REQUESTS.length)) ?? 0
    : 0;
}

function amount(quantity: string | number | undefined): number {
  return parseQuantity(quantity ?? 0) ?? 0;
}
