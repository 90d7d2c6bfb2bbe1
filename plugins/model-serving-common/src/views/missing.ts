import { fieldEvidence, sentence } from '../adapters/wording';
import type { Delivery, Judgement } from '../api/types';
import type { Deliveries } from '../fleet/deliveries';
import type { LocatedDelivery } from '../fleet/ClusterDeliveries';
import type { ClusterSnapshot } from '../fleet/snapshot';
import type { ResourceType } from '../observed/resource';

/** Where something was looked for and not found. */
export interface Absence {
  readonly cluster: ClusterSnapshot;
  /** What the service's files for this cluster deliver. */
  readonly delivery: LocatedDelivery | undefined;
  readonly deliveries: Deliveries;
  /** The kinds that it could be. */
  readonly kinds: readonly ResourceType[];
  /** Folder of those files, when the service comes from Git. */
  readonly path: string | undefined;
  /** What delivers from the service's repository; default: Argo CD. */
  readonly tool?: Delivery['tool'];
}

/**
 * What to say of a service that is wanted in a live cluster and was not found
 * there. It is missing only when every kind that could be it has been listed.
 */
export function judgeAbsence(absence: Absence): Judgement {
  const { cluster, kinds } = absence;
  const { name, title } = cluster.cluster;
  const forbidden = kinds.filter(
    resource => cluster.knowledge(resource).status === 'forbidden',
  );
  if (forbidden.length > 0) {
    const names = forbidden.map(({ kind }) => kind).join(', ');
    return {
      verdict: 'unknown',
      reason: 'Forbidden',
      message: `${title} does not let Backstage see objects of kind ${names}, so whether it runs there is not known.`,
      evidence: [],
      advice: `Let Backstage's account in ${name} list and watch ${forbidden
        .map(({ plural }) => plural)
        .join(', ')}.`,
    };
  }
  const unlisted = kinds.some(
    resource => cluster.knowledge(resource).status === 'never',
  );
  if (unlisted) {
    return {
      verdict: 'unknown',
      reason: 'NotObserved',
      message: `${title} has not been read completely yet.`,
      evidence: [],
    };
  }
  return { verdict: 'missing', ...whyMissing(absence) };
}

/** What to say of a service in a namespace that the viewer may not see. */
export function judgeHidden(
  { cluster }: ClusterSnapshot,
  namespace: string | undefined,
): Judgement {
  const where = namespace ? `in namespace ${namespace}` : 'in every namespace';
  return {
    verdict: 'unknown',
    reason: 'Forbidden',
    message: `You may not see what runs ${where} of ${cluster.title}, so whether it runs there is not known.`,
    evidence: [],
    advice: 'Ask for the permission model-serving.workload.read.',
  };
}

type Why = Omit<Judgement, 'verdict'>;

function whyMissing(absence: Absence): Why {
  const { delivery } = absence;
  if (!delivery) return noDelivery(absence);
  return delivery.covers
    ? notMade(delivery.delivery, absence)
    : notDelivered(delivery.delivery, absence);
}

/** What should make the delivery cannot: nothing is wrong with the change. */
function notMade(maker: Delivery, { cluster }: Absence): Why {
  const { title } = cluster.cluster;
  return {
    reason: 'NotSynced',
    message: sentence(
      `${toolName(maker)} cannot deliver to ${title} yet: its ${
        maker.ref.kind
      } ${maker.ref.name} fails: ${maker.message ?? 'it does not say why'}`,
    ),
    evidence: [
      fieldEvidence(maker.ref, 'status.conditions', maker.message ?? ''),
    ],
    advice:
      'Ask the platform team to correct it; the change in Git need not be made again.',
  };
}

function notDelivered(delivery: Delivery, { cluster }: Absence): Why {
  const tool = toolName(delivery);
  const { title } = cluster.cluster;
  const wanted = shortRevision(delivery.wantedRevision);
  const change = wanted ? `the change ${wanted}` : 'the change';
  const evidence = [
    fieldEvidence(
      delivery.ref,
      'status',
      [delivery.status, delivery.message].filter(Boolean).join(': '),
    ),
  ];
  const hubAway =
    delivery.cluster.state.status === 'live'
      ? ''
      : ` (as last known: ${delivery.cluster.title}, which reports it, is away)`;
  switch (delivery.status) {
    case 'failed':
      return {
        reason: 'SyncFailed',
        message: sentence(
          `${tool} could not apply ${change} to ${title}${hubAway}: ${
            delivery.message ?? 'it does not say why'
          }`,
        ),
        evidence,
        advice: 'Correct the files in Git; the next commit is tried again.',
      };
    case 'synced':
      return {
        reason: 'NotApplied',
        message: `${tool} says that it applied ${change}${hubAway}, but nothing that serves it is in ${title}.`,
        evidence,
        advice:
          'It may have been removed by hand, or the files make no serving object. Compare the folder in Git with the cluster.',
      };
    case 'syncing':
      return {
        reason: 'NotSynced',
        message: sentence(
          `${tool} is applying ${change} to ${title}${hubAway}${
            delivery.message ? `: ${delivery.message}` : ''
          }`,
        ),
        evidence,
      };
    default:
      return {
        reason: 'NotSynced',
        message: sentence(
          `${tool} has not applied ${change} to ${title} yet${hubAway}${
            delivery.message ? `: ${delivery.message}` : ''
          }`,
        ),
        evidence,
      };
  }
}

function noDelivery(absence: Absence): Why {
  const { cluster, deliveries, path } = absence;
  const { title } = cluster.cluster;
  const tool = toolName({ tool: absence.tool ?? 'argocd' });
  const hidden = deliveries.blind.map(other => other.cluster.title);
  if (hidden.length > 0) {
    return {
      reason: 'NotApplied',
      message: `Nothing that serves it is in ${title}. Why is not known: ${hidden.join(
        ', ',
      )} cannot be asked for deliveries now.`,
      evidence: [],
    };
  }
  if (!deliveries.seen || !path) {
    return {
      reason: 'NotApplied',
      message: `Nothing that serves it is in ${title}, and no delivery of it is known.`,
      evidence: [],
      advice: path
        ? `Check that the cluster with ${tool} is one that Backstage observes.`
        : 'Deploy it there, or take the cluster out of the dependencies of the Component.',
    };
  }
  return {
    reason: 'NotMerged',
    message: `${tool} delivers nothing from ${path} to ${title} yet: the change is not merged, or ${tool} has not found it.`,
    evidence: [],
    advice:
      'Merge the pull request. If it is merged, wait a few minutes, then ask the platform team.',
  };
}

export function toolName({ tool }: Pick<Delivery, 'tool'>): string {
  return tool === 'argocd' ? 'Argo CD' : 'Flux';
}

/** As people write commits: the first seven digits. */
export function shortRevision(
  revision: string | undefined,
): string | undefined {
  return revision?.replace(/^.*sha\d+:/, '').slice(0, 7);
}
