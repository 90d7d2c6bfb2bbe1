import type { ClusterRef, Delivery, Judgement, Rollout } from '../api/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import type { ResourceType } from '../observed/resource';
import { judgeAway } from './away';
import type { MatchedWorkload } from './matchWorkloads';
import { shortRevision, toolName } from './missing';
import { judgeReported, reportedAt } from './reported';
import { explainStages } from './stages/explainStages';
import { explain, type Explainer } from './stages/StageMemory';

/** What a row is about. */
export interface RowSubject {
  readonly service?: NonNullable<Rollout['service']>;
  /** A Component declares this cluster. */
  readonly wanted: boolean;
  readonly delivery?: Delivery | undefined;
  /** What a reader must know besides: ambiguity, a missing declaration. */
  readonly notes: readonly string[];
}

/**
 * The row of a serving object that was found.
 *
 * @param explainer - tells the steps; default: without remembering any.
 */
export function workloadRow(
  { cluster, assessed, models, seen }: MatchedWorkload,
  subject: RowSubject,
  explainer: Explainer = { explain },
): Rollout {
  const { workload, resource } = assessed;
  const [model] = models;
  const knowledge = cluster.knowledge(resource);
  const judgement =
    judgeAway(cluster, workload.judgement) ??
    judgeForbidden(cluster, resource, workload.judgement) ??
    withNotes(workload.judgement, [
      ...deliveryNotes(workload.judgement, subject.delivery),
      ...subject.notes,
    ]);
  const confirmedAt =
    knowledge.status === 'observed' ? knowledge.confirmedAt : undefined;
  const { delivery } = subject;
  const stages = explainer.explain({
    cluster,
    judgement,
    delivery,
    assessed,
    seen,
  });
  return {
    cluster: cluster.cluster,
    ...(subject.service && { service: subject.service }),
    wanted: subject.wanted,
    workload: {
      ...workload,
      ...(model && models.length === 1 && { model }),
    },
    ...(subject.delivery && { delivery: subject.delivery }),
    judgement,
    ...(stages && { stages: [...stages] }),
    ...(confirmedAt && { confirmedAt }),
  };
}

/** The row of something that is wanted and was not found. */
export function absentRow(
  cluster: ClusterSnapshot,
  judgement: Judgement,
  subject: RowSubject,
  kinds: readonly ResourceType[],
): Rollout {
  const confirmedAt =
    reportedAt(cluster.cluster, subject.delivery) ??
    absenceConfirmedAt(cluster, kinds);
  const said =
    judgeReported(cluster.cluster, subject.delivery) ??
    judgeAway(cluster, undefined) ??
    judgement;
  return {
    cluster: cluster.cluster,
    ...(subject.service && { service: subject.service }),
    wanted: subject.wanted,
    ...(subject.delivery && { delivery: subject.delivery }),
    judgement: said,
    ...stagesOf(said, cluster, subject),
    ...(confirmedAt && { confirmedAt }),
  };
}

/** The row of a cluster that is declared and that this viewer has not got. */
export function unknownClusterRow(name: string, subject: RowSubject): Rollout {
  const reason =
    'Backstage does not know a cluster of this name, or you may not see it';
  const judgement: Judgement = {
    verdict: 'unknown',
    reason: 'NotObserved',
    message: `It is wanted in ${name}, but ${reason}.`,
    evidence: [],
    advice:
      'Add the cluster to the Kubernetes plugin under this name, or ask for the permission to read it.',
  };
  const cluster: ClusterRef = {
    name,
    title: name,
    simulated: false,
    state: { status: 'unsupported', reason },
  };
  return {
    cluster,
    ...(subject.service && { service: subject.service }),
    wanted: subject.wanted,
    ...(subject.delivery && { delivery: subject.delivery }),
    judgement,
    ...stagesOf(judgement, undefined, subject),
  };
}

function stagesOf(
  judgement: Judgement,
  cluster: ClusterSnapshot | undefined,
  { delivery }: RowSubject,
): Pick<Rollout, 'stages'> {
  const stages = explainStages({
    judgement,
    cluster,
    delivery,
    found: undefined,
  });
  return stages ? { stages: [...stages] } : {};
}

/** The oldest confirmation of all kinds that were searched. */
function absenceConfirmedAt(
  cluster: ClusterSnapshot,
  kinds: readonly ResourceType[],
): string | undefined {
  let oldest: string | undefined;
  for (const resource of kinds) {
    const knowledge = cluster.knowledge(resource);
    if (knowledge.status !== 'observed' && knowledge.status !== 'absent') {
      return undefined;
    }
    if (oldest === undefined || knowledge.confirmedAt < oldest) {
      oldest = knowledge.confirmedAt;
    }
  }
  return oldest;
}

/** Seen before, and hidden now: the record is old and will not be renewed. */
function judgeForbidden(
  cluster: ClusterSnapshot,
  resource: ResourceType,
  lastKnown: Judgement,
): Judgement | undefined {
  if (cluster.knowledge(resource).status !== 'forbidden') return undefined;
  const { name, title } = cluster.cluster;
  return {
    verdict: 'unknown',
    reason: 'Forbidden',
    message: `${title} no longer lets Backstage see objects of kind ${resource.kind}. Last known: ${lastKnown.verdict}. ${lastKnown.message}`,
    evidence: lastKnown.evidence,
    advice: `Let Backstage's account in ${name} list and watch ${resource.plural}.`,
  };
}

/** A workload may serve well and still not be what Git wants. */
function deliveryNotes(
  { verdict }: Judgement,
  delivery: Delivery | undefined,
): string[] {
  if (!delivery || verdict === 'missing') return [];
  // What an absent hub said last is not how it is now.
  if (delivery.cluster.state.status !== 'live') return [];
  const tool = toolName(delivery);
  const wanted = shortRevision(delivery.wantedRevision) ?? '';
  if (delivery.status === 'failed') {
    return [
      `${tool} could not apply the newest change${wanted && ` (${wanted})`}: ${
        delivery.message ?? 'it does not say why'
      }.`,
    ];
  }
  if (delivery.status === 'outOfSync' || delivery.status === 'suspended') {
    return [
      `It is not what Git wants${
        wanted && ` (${wanted})`
      }: ${tool} has yet to apply it.`,
    ];
  }
  return [];
}

function withNotes(judgement: Judgement, notes: readonly string[]): Judgement {
  return notes.length === 0
    ? judgement
    : { ...judgement, message: [judgement.message, ...notes].join(' ') };
}

/** That several Models have what it serves. */
export function ambiguousModel({ models }: MatchedWorkload): string[] {
  return models.length > 1
    ? [
        `Ambiguous: ${models.length} Models have its artifact (${models
          .map(({ entityRef }) => entityRef)
          .join(', ')}).`,
      ]
    : [];
}
