import type { QuotaAmount, ResourceQuotaRecord } from '../observed';
import { amountText, plainName } from './amountText';
import { COMPUTE, type NamespaceAsk } from './ask';
import type { NamespaceLimit } from './types';

/** What counts against one figure of a quota. */
interface Wanted {
  /** For each pod; for objects that are no pods, all of them. */
  readonly each: number;
  readonly perPod: boolean;
}

/**
 * Holds what is asked for against one quota (core/v1 ResourceQuota).
 *
 * @param running - Pods of the service that the quota counts already.
 */
export function quotaLimits(
  quota: ResourceQuotaRecord,
  ask: NamespaceAsk,
  running: number,
): NamespaceLimit[] {
  if (!countsServingPods(quota.scopes ?? [])) {
    return [];
  }
  const amounts: QuotaAmount[] = [
    ...quota.limits.map(({ resourceName, ...figures }) => ({
      name: `requests.${resourceName}`,
      ...figures,
    })),
    ...(quota.others ?? []),
  ];
  return amounts.flatMap(amount => {
    const wanted = wantedOf(amount.name, ask);
    return wanted ? [judge(quota, amount, wanted, { ask, running })] : [];
  });
}

/**
 * Whether a quota with these scopes counts pods that serve: they state what
 * they need, never end by themselves and ask for no priority.
 */
function countsServingPods(scopes: readonly string[]): boolean {
  return scopes.every(scope => {
    const [name = '', operator] = scope.split(' ');
    switch (name) {
      case 'NotBestEffort':
      case 'NotTerminating':
        return operator !== 'DoesNotExist';
      case 'PriorityClass':
        return operator === 'DoesNotExist' || operator === 'NotIn';
      default:
        return false;
    }
  });
}

/** `undefined` for what a service has no part in. */
function wantedOf(name: string, ask: NamespaceAsk): Wanted | undefined {
  if (name === 'pods' || name === 'count/pods') {
    return { each: 1, perPod: true };
  }
  if (name.startsWith('count/') || ask.objects?.[name] !== undefined) {
    const each = ask.objects?.[name.replace(/^count\//, '')] ?? 0;
    return each > 0 ? { each, perPod: false } : undefined;
  }
  const [, kind = 'requests', resource = ''] =
    /^(?:(requests|limits)\.)?(.+)$/.exec(name) ?? [];
  const each = (kind === 'limits' ? ask.limits : ask.requests)[resource];
  if (each !== undefined && each > 0) {
    return { each, perPod: true };
  }
  // Where a quota counts it, a pod that states none is refused.
  return COMPUTE.has(resource) ? { each: 0, perPod: true } : undefined;
}

function judge(
  quota: ResourceQuotaRecord,
  { name, hard, used }: QuotaAmount,
  { each, perPod }: Wanted,
  { ask, running }: { ask: NamespaceAsk; running: number },
): NamespaceLimit {
  const text = (amount: number) => amountText(name, amount);
  const times = (pods: number) => (perPod ? each * pods : each);
  const wanted = times(ask.replicas);
  const most = times(ask.most ?? ask.replicas);
  const updating = perPod ? each * (ask.replicas + (ask.surge ?? 0)) : each;
  const left = used === undefined ? undefined : Math.max(0, hard - used);
  const held = perPod ? each * running : 0;
  const what = plainName(name);
  const asked =
    perPod && each !== 1
      ? `${ask.replicas} × ${text(each)} = ${text(wanted)} ${name}`
      : `${text(wanted)} ${name}`;
  const quotaName = `the quota '${quota.meta.name}'`;
  const limit = {
    source: {
      apiVersion: 'v1',
      kind: 'ResourceQuota' as const,
      name: quota.meta.name,
    },
    resource: name,
    hard,
    ...(used !== undefined && { used }),
    ...(left !== undefined && { left }),
    wanted,
  };
  if (each === 0) {
    return {
      ...limit,
      verdict: 'never',
      words: `${quotaName} counts ${name}, and a pod that does not state it is refused`,
      advice: `Ask the platform team for a LimitRange with a default of ${what}, or for a quota that does not count it.`,
    };
  }
  if (wanted > hard) {
    const fitting = perPod ? Math.floor(hard / each) : 0;
    return {
      ...limit,
      verdict: 'never',
      words: `it asks for ${asked}, and ${quotaName} allows ${text(
        hard,
      )} in all`,
      advice: `Ask for at most ${
        fitting > 0 && each !== 1
          ? `${fitting} ${fitting === 1 ? 'replica' : 'replicas'}`
          : text(hard)
      }, or ask the platform team for a larger quota.`,
    };
  }
  if (left === undefined) {
    return {
      ...limit,
      verdict: 'unknown',
      words: `it asks for ${asked}; ${quotaName} allows ${text(
        hard,
      )} in all, and what is used of it has not been counted yet`,
    };
  }
  if (wanted - held > left) {
    return {
      ...limit,
      verdict: 'waits',
      words: `it asks for ${asked}, and ${quotaName} has ${text(
        left,
      )} of ${text(hard)} left now`,
      advice:
        'Pods beyond that are refused until others of the namespace end, this service’s own of before among them. Ask for fewer, or for a larger quota.',
    };
  }
  const further = Math.max(most, updating);
  if (further > hard) {
    return {
      ...limit,
      verdict: 'tight',
      words:
        most > hard
          ? `the autoscaler may ask for ${text(
              most,
            )} ${name}, and ${quotaName} allows ${text(hard)} in all`
          : `${quotaName} allows the ${text(
              wanted,
            )} ${name}, and an update, which starts the new replica before it ends the old one, needs ${text(
              updating,
            )}`,
      advice:
        most > hard
          ? 'Choose a lower upper bound, or ask the platform team for a larger quota.'
          : 'Let the old replica stop first, ask for a replica less, or ask the platform team for a larger quota; otherwise an update waits until a replica is ended by hand.',
    };
  }
  return {
    ...limit,
    verdict: 'room',
    words: `${quotaName} has ${text(left)} of ${text(
      hard,
    )} ${name} left for the ${text(wanted)} that it asks for`,
  };
}
