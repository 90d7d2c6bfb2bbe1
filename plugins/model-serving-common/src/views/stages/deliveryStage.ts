import { fieldEvidence, sentence } from '../../adapters/wording';
import type { Delivery, Stage } from '../../api/types';
import { instantText } from '../away';
import { shortRevision, toolName } from '../missing';
import type { StageSubject } from './types';

/** How far the change in Git came, where something else decides. */
export function deliveryStage({
  delivery,
  found,
}: Pick<StageSubject, 'delivery' | 'found'>): Stage {
  if (!delivery) {
    return found
      ? {
          stage: 'delivery',
          state: 'done',
          message: 'It is in the cluster. What brought it there was not seen.',
          evidence: [],
        }
      : {
          stage: 'delivery',
          state: 'unknown',
          message: 'Nothing that delivers it was seen.',
          evidence: [],
        };
  }
  const { status, message, ref } = delivery;
  const evidence = [
    fieldEvidence(ref, 'status', [status, message].filter(Boolean).join(': ')),
  ];
  const { state, title } = delivery.cluster;
  if (state.status !== 'live') {
    const since =
      'confirmedAt' in state && state.confirmedAt
        ? ` since ${instantText(state.confirmedAt)}`
        : '';
    return {
      stage: 'delivery',
      state: 'unknown',
      message: `${title}, which reports the delivery, cannot be asked${since}.`,
      evidence,
    };
  }
  return { stage: 'delivery', ...progressOf(delivery, found), evidence };
}

function progressOf(
  delivery: Delivery,
  found: StageSubject['found'],
): Pick<Stage, 'state' | 'message' | 'since' | 'advice'> {
  const tool = toolName(delivery);
  const { status, message, wantedRevision, appliedRevision, appliedAt } =
    delivery;
  const wanted = shortRevision(wantedRevision);
  const applied = shortRevision(appliedRevision);
  const change = wanted ? `the change ${wanted}` : 'the newest change';
  const before =
    found && applied && applied !== wanted
      ? `The change ${applied} is in the cluster. `
      : '';
  switch (status) {
    case 'synced':
      return {
        state: 'done',
        message: `${tool} applied ${
          applied ? `the change ${applied}` : 'what Git wants'
        }.`,
        ...(appliedAt && { since: appliedAt }),
      };
    case 'syncing':
      return {
        state: 'doing',
        message: `${before}${tool} is applying ${change}.`,
      };
    case 'failed':
      return {
        state: found ? 'doing' : 'blocked',
        message: `${before}${sentence(
          `${tool} could not apply ${change}: ${
            message ?? 'it does not say why'
          }`,
        )}`,
        advice: 'Correct the files in Git; the next commit is tried again.',
      };
    case 'suspended':
      return {
        state: found ? 'doing' : 'blocked',
        message: `${before}${tool} is paused and does not apply ${change}.`,
        advice: `Ask who paused ${delivery.ref.name}, or resume it.`,
      };
    case 'outOfSync':
      return {
        state: found ? 'doing' : 'blocked',
        message: `${before}${sentence(
          `${tool} has not applied ${change} yet${
            message ? `: ${message}` : ''
          }`,
        )}`,
      };
    default:
      return {
        state: 'unknown',
        message: `${before}${tool} cannot compare the cluster with Git now.`,
      };
  }
}
