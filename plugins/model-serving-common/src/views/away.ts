import type { ClusterState, Judgement } from '../api/types';
import type { ClusterSnapshot } from '../fleet/snapshot';

/**
 * What can be said of something in a cluster that cannot be asked now: what
 * was last known, never that it still is so. `undefined` for a live cluster.
 */
export function judgeAway(
  { cluster }: ClusterSnapshot,
  lastKnown: Judgement | undefined,
): Judgement | undefined {
  const { name, title, state } = cluster;
  switch (state.status) {
    case 'live':
      return undefined;
    case 'connecting':
      return {
        verdict: 'unknown',
        reason: 'NotObserved',
        message: `Backstage is still connecting to ${title}.${lastKnownText(
          lastKnown,
        )}`,
        evidence: lastKnown?.evidence ?? [],
      };
    case 'unsupported':
      return {
        verdict: 'unknown',
        reason: 'ClusterUnsupported',
        message: `${title} cannot be observed: ${endSentence(state.reason)}`,
        evidence: [],
        advice: `Give Backstage credentials of its own for ${name}.`,
      };
    default:
      return {
        verdict: 'unknown',
        reason: 'ClusterAway',
        message: `${absence(title, state)}${lastKnownText(lastKnown)}`,
        evidence: lastKnown?.evidence ?? [],
        ...(state.confirmedAt && { since: state.confirmedAt }),
        ...(state.error.advice && { advice: state.error.advice }),
      };
  }
}

type AwayState = Extract<ClusterState, { error: unknown }>;

function absence(title: string, state: AwayState): string {
  return `${title} ${absenceText(state)} (${state.error.message.replace(
    /\.$/,
    '',
  )}).`;
}

/** A cluster that answers something is not one that does not answer. */
function absenceText({ status, confirmedAt, error }: AwayState): string {
  const since = confirmedAt && ` since ${instantText(confirmedAt)}`;
  if (status === 'unauthorized') {
    return `has refused Backstage's credentials${since ?? ''}`;
  }
  if (status === 'stale') {
    return `has not been read in full${since ?? ' yet'}`;
  }
  return error.kind === 'protocol' || error.kind === 'server'
    ? `has not given a usable answer${since ?? ' yet'}`
    : `has not answered${since ?? ' yet'}`;
}

function lastKnownText(lastKnown: Judgement | undefined): string {
  return lastKnown
    ? ` Last known: ${lastKnown.verdict}. ${endSentence(lastKnown.message)}`
    : ' What runs there was never seen.';
}

/** `2026-11-23 12:03 UTC`; an age would be wrong as soon as it is written. */
export function instantText(instant: string): string {
  const [date = '', time = ''] = instant.split('T');
  return `${date} ${time.slice(0, 5)} UTC`;
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
