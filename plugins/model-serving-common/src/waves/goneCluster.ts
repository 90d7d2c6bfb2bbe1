import type { Delivery, Rollout, WaveCluster } from '../api/types';
import type { ServiceFiles } from '../rendering/types';
import { shortRevision, toolName } from '../views/missing';
import { isSameBuild } from './changedClusters';
import { revisionOf } from './revisionOf';

/**
 * For so long after it applied a change a hub may still call healthy what was
 * there before: it looks at objects a moment after it wrote them.
 */
const SETTLED_MS = 60_000;

/** The reason of a cluster that is healthy by the word of a hub alone. */
export const REPORTED = 'ReportedHealthy';

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
  const isUnknown =
    cluster.state.status !== 'live' && row.judgement.verdict === 'unknown';
  if (isUnknown && !(isReported(row) && delivery)) {
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
    : byReport(row, delivery);
}

/** Whether nothing but a hub tells of a cluster. */
function isReported({ cluster: { state } }: Rollout): boolean {
  return state.status === 'unsupported' && state.reportedBy !== undefined;
}

/**
 * What a hub's word comes to where it is the only one. Argo CD knows by itself
 * how a Deployment and an InferenceService are, which are all that serves in
 * what is rendered, so that its `Healthy` says that the new replicas answer.
 * What it cannot see is said beside.
 */
function byReport(row: Rollout, delivery: Delivery): State | undefined {
  const { tool, health, appliedAt } = delivery;
  const { judgement, confirmedAt } = row;
  if (
    !isReported(row) ||
    judgement.verdict !== 'unknown' ||
    tool !== 'argocd' ||
    !appliedAt ||
    !confirmedAt
  ) {
    return undefined;
  }
  const name = toolName(delivery);
  if (health === 'Progressing') {
    return {
      state: 'waiting',
      reason: 'RolloutInProgress',
      message: `${name} applied it at ${appliedAt} and says that it is on its way.`,
    };
  }
  if (health !== 'Healthy') {
    return undefined;
  }
  return Date.parse(confirmedAt) - Date.parse(appliedAt) < SETTLED_MS
    ? {
        state: 'waiting',
        reason: 'NotConfirmed',
        message: `${name} applied it at ${appliedAt}; what it calls healthy counts a minute later.`,
      }
    : {
        state: 'healthy',
        reason: REPORTED,
        message: `${name} calls it healthy, as of ${confirmedAt}; its pods and GPUs were not seen.`,
      };
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
