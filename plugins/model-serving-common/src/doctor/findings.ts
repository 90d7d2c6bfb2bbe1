import type { Finding } from '../api/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import type { ResourceType } from '../observed/resource';
import { whatItShows } from './features';
import { optionalRights } from './optionalRights';
import { rbacRule } from './rbac';

/** Bookmarks come each minute; one that is so late is not on its way. */
const OLD_MS = 5 * 60_000;

/** What keeps a cluster from being observed in full, in the order of the causes. */
export function findingsOf(
  cluster: ClusterSnapshot,
  resources: readonly ResourceType[],
  now: Date,
): Finding[] {
  return [
    ...ofState(cluster),
    ...ofUnread(cluster, resources),
    ...optionalRights(cluster),
    ...resources.flatMap(resource => ofKind(cluster, resource, now)),
  ];
}

function ofState({ cluster: { name, state } }: ClusterSnapshot): Finding[] {
  switch (state.status) {
    case 'live':
      return [];
    case 'connecting':
      return [
        {
          severity: 'warning',
          code: 'Connecting',
          message: 'The first answer of the cluster is awaited.',
        },
      ];
    case 'unsupported':
      if (state.reportedBy) {
        const hub = state.reportedBy.title;
        return [
          {
            severity: 'warning',
            code: 'ReportedOnly',
            message: `Only what ${hub} delivers to it is seen.`,
            costs:
              'Users see how deliveries go. Pods and GPUs of this cluster are not visible.',
            advice: `That is all right if ${name} cannot or should not be reached from here. To see the rest, configure it in the Kubernetes plugin as well; deliveries are still seen through ${hub}.`,
          },
        ];
      }
      return [
        {
          severity: 'error',
          code: 'Unsupported',
          message: sentence(state.reason),
          costs: 'Everything: the cluster is not observed.',
          advice: `Give Backstage credentials of its own for ${name}, such as a service account's token, in the Kubernetes plugin's configuration.`,
        },
      ];
    default:
      return [
        {
          severity: state.status === 'stale' ? 'warning' : 'error',
          code: 'Away',
          message: sentence(state.error.message),
          costs: state.confirmedAt
            ? 'What is shown is the last known state, with its age.'
            : 'Everything: the cluster was never seen.',
          ...(state.error.advice && { advice: state.error.advice }),
          retryAt: state.retryAt,
        },
      ];
  }
}

/** A hub may speak for a cluster that Backstage does not dial. */
function ofUnread(
  cluster: ClusterSnapshot,
  resources: readonly ResourceType[],
): Finding[] {
  const { state } = cluster.cluster;
  const isUnread = resources.every(
    resource => cluster.knowledge(resource).status === 'never',
  );
  return state.status === 'live' && isUnread
    ? [
        {
          severity: 'warning',
          code: 'NoServingKind',
          message: 'Backstage reads no objects of this cluster itself.',
          costs: 'Users see no pods and no GPUs of it.',
          advice:
            'Configure the cluster in the Kubernetes plugin, if it can be reached.',
        },
      ]
    : [];
}

function ofKind(
  cluster: ClusterSnapshot,
  resource: ResourceType,
  now: Date,
): Finding[] {
  const knowledge = cluster.knowledge(resource);
  const { group, kind, plural } = resource;
  const costs = `Users do not see ${whatItShows(resource)}.`;
  if (knowledge.status === 'forbidden') {
    const { lastConfirmedAt, retryAt } = knowledge;
    return [
      {
        severity: 'warning',
        code: 'Forbidden',
        message: `The cluster does not let Backstage read ${plural}.`,
        costs: lastConfirmedAt
          ? `What users see of it is old: ${whatItShows(resource)}.`
          : costs,
        advice: 'Add the rule to the ClusterRole of Backstage’s account.',
        kind: { group, kind },
        rbac: rbacRule(group, [plural]),
        ...(retryAt && { retryAt }),
      },
    ];
  }
  if (knowledge.status !== 'observed') return [];
  const findings: Finding[] = [];
  if (knowledge.unreadable) {
    findings.push({
      severity: 'warning',
      code: 'Unreadable',
      message: `${knowledge.unreadable} ${plural} could not be read and are passed over.`,
      costs: 'Users do not see them, or see them as they were before.',
      advice: "The backend's log names the field of the first one.",
      kind: { group, kind },
    });
  }
  const age = now.getTime() - Date.parse(knowledge.confirmedAt);
  if (cluster.cluster.state.status === 'live' && age > OLD_MS) {
    findings.push({
      severity: 'warning',
      code: 'Outdated',
      message: `The cluster has not confirmed its ${plural} for ${Math.round(
        age / 60_000,
      )} minutes, although it answers.`,
      costs: `${capital(whatItShows(resource))} may have changed since.`,
      advice:
        'A proxy in between may hold back watches; check that it does not buffer.',
      kind: { group, kind },
    });
  }
  return findings;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}
