import type {
  ClusterRef,
  Delivery,
  Judgement,
  Rollout,
  Stage,
  Verdict,
  Workload,
} from '../api/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import type { ResourceType } from '../observed/resource';
import { judgeAway } from './away';
import type { MatchedWorkload } from './matchWorkloads';
import { deliveryNotes, withNotes } from './notes';
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
 * A row of which only that is known by which rows are ordered and counted. The
 * rest is made for those that somebody looks at.
 */
export interface RowDraft {
  readonly cluster: ClusterRef;
  readonly service?: NonNullable<Rollout['service']>;
  readonly workload?: Pick<Workload, 'ref'>;
  readonly verdict: Verdict;
  /** All but its steps. */
  row(): Rollout;
  /** With its steps. */
  explained(): Rollout;
}

/**
 * The row of a serving object that was found.
 *
 * @param subject - what is said of its delivery and besides changes no verdict,
 * and is not asked for before the row is made.
 * @param explainer - tells the steps; default: without remembering any.
 */
export function workloadDraft(
  match: MatchedWorkload,
  service: RowSubject['service'],
  subject: () => RowSubject,
  explainer: Explainer = { explain },
): RowDraft {
  const { cluster, assessed, seen } = match;
  const known = once(subject);
  const row = once(() => workloadRow(match, known()));
  return {
    cluster: cluster.cluster,
    ...(service && { service }),
    workload: assessed.workload,
    verdict: judgementOf(match).verdict,
    row,
    explained: () => {
      const { judgement } = row();
      const { delivery } = known();
      const stages = explainer.explain({
        cluster,
        judgement,
        delivery,
        assessed,
        seen,
      });
      return withStages(row(), stages);
    },
  };
}

/** The row of a serving object that was found, without its steps. */
export function workloadRow(
  match: MatchedWorkload,
  subject: RowSubject,
): Rollout {
  const { cluster, assessed, models } = match;
  const { workload, resource } = assessed;
  const [model] = models;
  const knowledge = cluster.knowledge(resource);
  const own = judgementOf(match);
  const judgement =
    own === workload.judgement
      ? withNotes(own, [
          ...deliveryNotes(own, subject.delivery),
          ...subject.notes,
        ])
      : own;
  const confirmedAt =
    knowledge.status === 'observed' ? knowledge.confirmedAt : undefined;
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
    ...(confirmedAt && { confirmedAt }),
  };
}

/** The row of something that is wanted and was not found. */
export function absentDraft(
  cluster: ClusterSnapshot,
  judgement: Judgement,
  subject: RowSubject,
  kinds: readonly ResourceType[],
): RowDraft {
  const said =
    judgeReported(cluster.cluster, subject.delivery) ??
    judgeAway(cluster, undefined) ??
    judgement;
  return draftOf(said, cluster.cluster, cluster, subject, () => {
    const confirmedAt =
      reportedAt(cluster.cluster, subject.delivery) ??
      absenceConfirmedAt(cluster, kinds);
    return confirmedAt ? { confirmedAt } : {};
  });
}

/** The row of a cluster that is declared and that this viewer has not got. */
export function unknownClusterDraft(
  name: string,
  subject: RowSubject,
): RowDraft {
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
  return draftOf(judgement, cluster, undefined, subject, () => ({}));
}

/** Of something that was not found. */
function draftOf(
  judgement: Judgement,
  cluster: ClusterRef,
  snapshot: ClusterSnapshot | undefined,
  { service, wanted, delivery }: RowSubject,
  confirmation: () => Pick<Rollout, 'confirmedAt'>,
): RowDraft {
  const row = once(() => ({
    cluster,
    ...(service && { service }),
    wanted,
    ...(delivery && { delivery }),
    judgement,
    ...confirmation(),
  }));
  return {
    cluster,
    ...(service && { service }),
    verdict: judgement.verdict,
    row,
    explained: () =>
      withStages(
        row(),
        explainStages({
          judgement,
          cluster: snapshot,
          delivery,
          found: undefined,
        }),
      ),
  };
}

/** What is said of an object, but for its delivery. */
function judgementOf({ cluster, assessed }: MatchedWorkload): Judgement {
  const { workload, resource } = assessed;
  return (
    judgeAway(cluster, workload.judgement) ??
    judgeForbidden(cluster, resource, workload.judgement) ??
    workload.judgement
  );
}

function withStages(
  row: Rollout,
  stages: readonly Stage[] | undefined,
): Rollout {
  return stages ? { ...row, stages: [...stages] } : row;
}

/** Made when it is asked for first. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
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
