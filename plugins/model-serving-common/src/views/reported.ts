import { fieldEvidence, sentence } from '../adapters/wording';
import type { ClusterRef, Delivery, Judgement } from '../api/types';
import { instantText } from './away';
import { shortRevision, toolName } from './missing';

/** Health of Argo CD v3.5 that is a failure, whatever the kind is. */
const BAD_HEALTH: ReadonlySet<string | undefined> = new Set([
  'Degraded',
  'Missing',
]);

/**
 * What can be said of a service in a cluster that only a hub tells of: how its
 * delivery goes. Pods are not seen, so that nothing is ever healthy there: a
 * tool's own word for health does not know of many serving kinds. `undefined`
 * for a cluster that is no such one.
 */
export function judgeReported(
  { state, title }: ClusterRef,
  delivery: Delivery | undefined,
): Judgement | undefined {
  if (state.status !== 'unsupported' || !state.reportedBy) return undefined;
  const hub = state.reportedBy.title;
  const reason = endSentence(state.reason);
  if (!delivery) {
    return {
      verdict: 'unknown',
      reason: 'ClusterUnsupported',
      message: `${hub} delivers nothing of it to ${title}, as far as is known. ${reason}`,
      evidence: [],
      advice:
        'Merge the pull request, if there is one. If it is merged, ask the platform team.',
    };
  }
  const { status, health, message, ref } = delivery;
  const isNow = delivery.cluster.state.status === 'live';
  const said = {
    evidence: [
      fieldEvidence(
        ref,
        'status',
        [status, health, message].filter(Boolean).join(': '),
      ),
    ],
    message: `${asOf(delivery)}${describe(delivery, title)} ${reason}`,
  };
  if (isNow && status === 'failed') {
    return {
      ...said,
      verdict: 'degraded',
      reason: 'SyncFailed',
      advice: 'Correct the files in Git; the next commit is tried again.',
    };
  }
  if (isNow && BAD_HEALTH.has(health)) {
    return {
      ...said,
      verdict: 'degraded',
      reason: 'NotReady',
      advice: `Open ${ref.name} in ${toolName(
        delivery,
      )}, or ask who runs ${title}.`,
    };
  }
  if (isNow && (status === 'syncing' || status === 'outOfSync')) {
    return { ...said, verdict: 'progressing', reason: 'NotSynced' };
  }
  return { ...said, verdict: 'unknown', reason: 'ClusterUnsupported' };
}

/** What the hub says of its own clusters is as old as the hub's last word. */
export function reportedAt(
  { state }: ClusterRef,
  delivery: Delivery | undefined,
): string | undefined {
  if (state.status !== 'unsupported' || !state.reportedBy) return undefined;
  const told = delivery?.cluster.state;
  return told && 'confirmedAt' in told ? told.confirmedAt : undefined;
}

function describe(delivery: Delivery, title: string): string {
  const tool = toolName(delivery);
  const { status, health, message, wantedRevision, appliedRevision } = delivery;
  const wanted = shortRevision(wantedRevision);
  const change = wanted ? `the change ${wanted}` : 'the change';
  const applied = shortRevision(appliedRevision) ?? wanted;
  const called = health
    ? ` and calls what is there ${health.toLocaleLowerCase('en-US')}`
    : '';
  switch (status) {
    case 'synced':
      return `${tool} applied ${
        applied ? `the change ${applied}` : 'what Git wants'
      } to ${title}${called}.`;
    case 'failed':
      return sentence(
        `${tool} could not apply ${change} to ${title}: ${
          message ?? 'it does not say why'
        }`,
      );
    case 'unknown':
      return sentence(
        `${tool} cannot compare ${title} with Git now${
          message ? `: ${message}` : ''
        }`,
      );
    default:
      return sentence(
        `${tool} has yet to apply ${change} to ${title}${called}${
          message ? `: ${message}` : ''
        }`,
      );
  }
}

function asOf({ cluster: { state, title } }: Delivery): string {
  if (state.status === 'live') return '';
  const at =
    'confirmedAt' in state && state.confirmedAt
      ? ` (last seen ${instantText(state.confirmedAt)})`
      : '';
  return `As last known, since ${title} is away${at}: `;
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
