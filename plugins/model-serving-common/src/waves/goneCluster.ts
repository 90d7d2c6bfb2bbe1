import type { Delivery, Rollout, WaveCluster } from '../api/types';
import type { ServiceFiles } from '../rendering/types';
import { shortRevision, toolName } from '../views/missing';
import { isSameBuild } from './changedClusters';
import { revisionOf } from './revisionOf';

/** What a cluster has, and what Git has of it. */
export interface GoneCluster {
  readonly cluster: string;
  readonly title: string;
  /** What the fleet says of the service in this cluster. */
  readonly rows: readonly Rollout[];
  /** At the branch's head. */
  readonly files: ServiceFiles;
  /** At other commits, or why they cannot be read. */
  readonly applied: ReadonlyMap<string, ServiceFiles | string>;
  /** The commit that `files` are of. */
  readonly commit: string;
}

type State = Pick<WaveCluster, 'state' | 'message'> & Partial<WaveCluster>;

/**
 * Whether a cluster whose wave has gone is healthy with what its wave brought.
 * Unknown is not healthy, nor is what was seen before the change was applied.
 */
export function goneCluster(gone: GoneCluster): WaveCluster {
  const { cluster, title, rows } = gone;
  const [row, ...others] = rows;
  if (!row) {
    return {
      cluster,
      title,
      state: 'waiting',
      reason: 'NotSeen',
      message:
        'Nothing is known of it there yet: the catalog reads the Component from Git first.',
    };
  }
  const { judgement, confirmedAt } = row;
  const state: State =
    others.length > 0
      ? {
          state: 'blocked',
          reason: 'Ambiguous',
          message: `${rows.length} objects in this cluster say that they are this service.`,
        }
      : aheadOfVerdict(row, gone) ?? ofVerdict(row);
  return {
    cluster,
    title,
    verdict: judgement.verdict,
    ...(judgement.advice && { advice: judgement.advice }),
    ...(judgement.since && { since: judgement.since }),
    ...(confirmedAt && { confirmedAt }),
    ...state,
  };
}

/** What makes a verdict one of another revision, or of another time. */
function aheadOfVerdict(row: Rollout, gone: GoneCluster): State | undefined {
  const { delivery, cluster, confirmedAt } = row;
  if (cluster.state.status !== 'live' && row.judgement.verdict === 'unknown') {
    return undefined;
  }
  if (!delivery) {
    return {
      state: 'blocked',
      reason: 'NoDelivery',
      message:
        'What brings Git to this cluster is not seen, so nobody can say which commit it has.',
      advice:
        'Let Backstage see the Argo CD Application or the Flux Kustomization of this service, or let the wave go on your word.',
    };
  }
  const tool = toolName(delivery);
  const reporter = delivery.cluster;
  if (reporter.state.status !== 'live') {
    const at =
      'confirmedAt' in reporter.state ? reporter.state.confirmedAt : undefined;
    return {
      state: 'blocked',
      reason: 'ReporterAway',
      message: `${reporter.title}, where ${tool} is, cannot be asked${
        at ? ` since ${at}` : ''
      }.`,
    };
  }
  if (delivery.status === 'failed' || delivery.status === 'suspended') {
    return {
      state: 'blocked',
      reason: delivery.status === 'failed' ? 'NotApplied' : 'Paused',
      message:
        delivery.status === 'failed'
          ? `${tool} could not apply it: ${
              delivery.message ?? 'it does not say why'
            }`
          : `${tool} is paused and does not apply it.`,
    };
  }
  const behind = notApplied(delivery, gone);
  if (behind) {
    return behind;
  }
  const { appliedAt } = delivery;
  return appliedAt &&
    confirmedAt &&
    Date.parse(confirmedAt) < Date.parse(appliedAt)
    ? {
        state: 'waiting',
        reason: 'NotConfirmed',
        message: `${tool} applied it at ${appliedAt}; the cluster has not said since how it is.`,
      }
    : undefined;
}

/** By what the cluster gets, not by names: the branch has other commits too. */
function notApplied(
  delivery: Delivery,
  { cluster, files, applied, commit }: GoneCluster,
): State | undefined {
  const tool = toolName(delivery);
  const revision = revisionOf(delivery);
  const has = shortRevision(revision);
  if (!revision || delivery.status === 'unknown') {
    return {
      state: 'blocked',
      reason: 'RevisionUnknown',
      message: `${tool} does not say which commit it has applied.`,
    };
  }
  if (delivery.status !== 'synced') {
    return {
      state: 'waiting',
      reason: 'NotApplied',
      message: `${tool} has applied ${has}, and what Git wants is not in the cluster yet.`,
    };
  }
  const present = revision === commit ? files : applied.get(revision);
  if (present === undefined || typeof present === 'string') {
    return {
      state: 'blocked',
      reason: 'RevisionUnknown',
      message: `${tool} has applied ${has}, and ${
        present ?? 'that commit was not read'
      }.`,
    };
  }
  return isSameBuild(present, files, cluster)
    ? undefined
    : {
        state: 'waiting',
        reason: 'NotApplied',
        message: `${tool} has applied ${has}, which is from before what Git wants here.`,
      };
}

function ofVerdict({ judgement, cluster }: Rollout): State {
  const { verdict, reason, message } = judgement;
  if (verdict === 'healthy' && cluster.state.status !== 'live') {
    return {
      state: 'blocked',
      reason: 'ClusterAway',
      message: `${cluster.title} cannot be asked now. Last known: ${message}`,
    };
  }
  if (verdict === 'healthy') {
    return { state: 'healthy', reason, message };
  }
  const moves = verdict === 'progressing' || verdict === 'missing';
  return { state: moves ? 'waiting' : 'blocked', reason, message };
}
