import type { Judgement, Stage, StageName } from '../../api/types';
import { isReported } from '../../fleet/hubs';
import { deliveryStage } from './deliveryStage';
import { isBlocked, STAGES, stageOf } from './names';
import { podStage, podsOnTheirWay } from './podStages';
import { routeStage } from './routeStage';
import type { StageSubject } from './types';

/**
 * Why a row does not serve, step by step from Git to an answered request. The
 * first step that is blocked is what the judgement says; no other one is, so
 * that the two never disagree. `undefined` for a healthy row: nobody asks, and
 * most rows are.
 */
export function explainStages(
  subject: StageSubject,
): readonly Stage[] | undefined {
  const { judgement, found } = subject;
  if (judgement.verdict === 'healthy') return undefined;
  const way = found && podsOnTheirWay(found);
  const anchor = stageOf(
    judgement,
    way?.located ?? [],
    way !== undefined && (way.pods.length > 0 || !way.areShown),
  );
  if (!anchor) {
    return STAGES.map(stage =>
      stage === 'delivery' ? deliveryOfUnseen(subject) : unseen(stage, subject),
    );
  }
  return STAGES.map(stage => {
    if (stage === anchor) return anchored(stage, subject);
    if (stage === 'delivery') return deliveryStage(subject);
    if (!found || !way) {
      const { cluster } = subject;
      return cluster && isReported(cluster.cluster)
        ? unseen(stage, subject)
        : notReached(stage);
    }
    if (stage === 'route') return routeStage(found, way.pods);
    // A model that is up and not reachable has all of these behind it.
    return anchor === 'route' && way.pods.length === 0
      ? passed(stage, judgement)
      : podStage(stage, anchor, way);
  });
}

function anchored(
  stage: StageName,
  { judgement, delivery, found }: StageSubject,
): Stage {
  // The words of the object itself: what is said of its delivery has its own step.
  const { message, evidence, since, advice } =
    found?.workload.judgement.reason === judgement.reason
      ? found.workload.judgement
      : judgement;
  const isBeingDelivered = delivery?.status === 'syncing';
  return {
    stage,
    state: isBlocked(judgement, isBeingDelivered) ? 'blocked' : 'doing',
    message,
    evidence: [...evidence],
    ...(since && { since }),
    ...(advice && { advice }),
  };
}

/** The verdict is that nothing is known, so that nothing else decides. */
function deliveryOfUnseen(subject: StageSubject): Stage {
  const stage = deliveryStage(subject);
  return stage.state === 'blocked' ? { ...stage, state: 'doing' } : stage;
}

function unseen(stage: StageName, { cluster, judgement }: StageSubject): Stage {
  const title = cluster?.cluster.title ?? 'the cluster';
  return {
    stage,
    state: 'unknown',
    message:
      judgement.reason === 'NotUnderstood'
        ? 'What the cluster says of it is not understood.'
        : `Not known: Backstage does not see this in ${title} now.`,
    evidence: [],
  };
}

function passed(stage: StageName, { evidence }: Judgement): Stage {
  return {
    stage,
    state: 'done',
    message: 'Done: the model is up.',
    evidence: evidence.slice(-1),
  };
}

function notReached(stage: StageName): Stage {
  return {
    stage,
    state: 'waiting',
    message: 'Not reached yet.',
    evidence: [],
  };
}
