import type { Revision } from '../api/types';
import type { ReplicaSetRecord } from '../observed/replicaSet';
import type { RolloutRecord } from '../observed/rollout';
import { artifactFromArgument } from './artifact';
import { revisionNumber } from './context';
import type { RolloutReading } from './rolloutJudgement';
import { mainContainer } from './workloadParts';

/** On replica sets and pods of a Rollout: which template they are of. */
export const ROLLOUT_HASH = 'rollouts-pod-template-hash';

/**
 * The revisions of a Rollout that have pods.
 *
 * Their share is one of traffic only where a mesh or a gateway splits it and
 * has not denied to do so (`status.canary.weights`). Otherwise it is what was
 * asked for and what replicas approximate: the last `setWeight` at or before
 * the step that the rollout is at, or the replicas that are ready.
 */
export function rolloutRevisions({
  rollout,
  replicaSets,
}: RolloutReading): Revision[] {
  const total = replicaSets.reduce((sum, { ready }) => sum + ready, 0);
  return replicaSets.map(replicaSet => {
    const hash = replicaSet.meta.labels[ROLLOUT_HASH] ?? '';
    const main = mainContainer(replicaSet.template.containers);
    const artifact =
      main?.modelArgument && artifactFromArgument(main.modelArgument);
    return {
      name: `revision ${revisionNumber(replicaSet) || hash}`,
      ...(main?.image && { image: main.image }),
      ...(artifact && { artifact }),
      ready: replicaSet.ready,
      current: hash === rollout.status.currentPodHash,
      share: shareOf(hash, rollout, replicaSet, total),
    };
  });
}

function shareOf(
  hash: string,
  rollout: RolloutRecord,
  { ready }: ReplicaSetRecord,
  total: number,
): Revision['share'] {
  const { status, strategy, trafficParts } = rollout;
  const { weights } = status;
  if (trafficParts && weights && weights.verified !== false) {
    const parts = [weights.canary, weights.stable]
      .filter(weight => weight.hash === hash)
      .reduce((sum, { weight }) => sum + weight, 0);
    return {
      kind: 'traffic',
      percent: Math.round((parts / trafficParts) * 100),
    };
  }
  if (strategy === 'blueGreen' && status.activeHash) {
    return { kind: 'replicas', percent: hash === status.activeHash ? 100 : 0 };
  }
  const asked = askedShare(hash, rollout);
  const percent =
    asked ?? (total > 0 ? Math.round((ready / total) * 100) : undefined);
  return { kind: 'replicas', ...(percent !== undefined && { percent }) };
}

/** While a canary runs: what the plan gives the new version, and the rest. */
function askedShare(
  hash: string,
  { status, steps, strategy }: RolloutRecord,
): number | undefined {
  const { stepIndex, stableHash, currentPodHash } = status;
  const runs =
    strategy === 'canary' &&
    stepIndex !== undefined &&
    steps.length > 0 &&
    stepIndex < steps.length &&
    stableHash !== currentPodHash;
  if (!runs || status.aborted) return undefined;
  const weight =
    steps
      .slice(0, stepIndex + 1)
      .map(step => step.setWeight)
      .findLast(asked => asked !== undefined) ?? 0;
  if (hash === currentPodHash) return weight;
  return hash === stableHash ? 100 - weight : 0;
}
