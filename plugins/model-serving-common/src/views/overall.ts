import { severity } from '../adapters/wording';
import type {
  ClusterRef,
  Judgement,
  Rollout,
  Verdict,
  VerdictCount,
  Workload,
} from '../api/types';

/** In the order in which the sentence lists them: worst first. */
const PHRASES: readonly (readonly [Verdict, string])[] = [
  ['degraded', 'degraded'],
  ['missing', 'missing'],
  ['unknown', 'not known'],
  ['progressing', 'in progress'],
  ['suspended', 'stopped'],
  ['healthy', 'healthy'],
];

/** What rows are ordered and counted by. */
export interface Ranked {
  readonly cluster: Pick<ClusterRef, 'title'>;
  readonly service?: NonNullable<Rollout['service']>;
  readonly workload?: Pick<Workload, 'ref'>;
  readonly verdict: Verdict;
}

/**
 * One verdict for all rows: that of the worst row, in the order degraded,
 * missing, unknown, progressing, suspended, healthy.
 *
 * A cluster that is away or absent is never hidden: its rows are unknown or
 * missing, so the whole is never better than that; and where something worse
 * decides, the sentence still counts them. A known failure outranks an
 * unknown (Argo CD has it the other way round), so that the one to act on is
 * the one that is shown.
 *
 * @param summary - what {@link summaryOf} says of all rows.
 */
export function overallJudgement(worst: Rollout, summary: string): Judgement {
  const detail =
    worst.judgement.verdict === 'healthy' ? '' : ` ${placed(worst)}`;
  const { reason, evidence, since, advice } = worst.judgement;
  return {
    verdict: worst.judgement.verdict,
    reason,
    message: `${summary}${detail}`,
    evidence,
    ...(since && { since }),
    ...(advice && { advice }),
  };
}

/**
 * How many rows are how, and where more may run that nobody could look for.
 *
 * @param blind - clusters without a row that cannot be asked: they hide nothing
 * that is declared, but may run something that nobody declared.
 */
export function summaryOf(
  rows: readonly Ranked[],
  blind: readonly ClusterRef[],
): string {
  return `${counts(rows)}.${blindText(blind)}`;
}

/** How many rows have each verdict, worst first, without those that none has. */
export function countVerdicts(
  rows: readonly Pick<Ranked, 'verdict'>[],
): VerdictCount[] {
  return PHRASES.map(([verdict]) => ({
    verdict,
    count: rows.filter(row => row.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
}

/** Those without a row that nobody could look into. */
export function unseenClusters(
  rows: readonly { readonly cluster: Pick<ClusterRef, 'name'> }[],
  searched: readonly ClusterRef[],
): readonly ClusterRef[] {
  const shown = new Set(rows.map(({ cluster }) => cluster.name));
  return searched.filter(
    ({ name, state }) => state.status !== 'live' && !shown.has(name),
  );
}

/** Made once: comparing with a locale by its name looks for it each time. */
const { compare } = new Intl.Collator('en');

/** Worst first, then by service and cluster, so that order does not jump. */
export function worstFirst(a: Ranked, b: Ranked): number {
  return (
    severity(b) - severity(a) ||
    Number(!a.service) - Number(!b.service) ||
    compare(a.service?.title ?? '', b.service?.title ?? '') ||
    compare(a.cluster.title, b.cluster.title) ||
    compare(a.workload?.ref.name ?? '', b.workload?.ref.name ?? '')
  );
}

function counts(rows: readonly Ranked[]): string {
  const services = new Set(rows.map(({ service }) => service?.entityRef));
  const places = services.size > 1 ? 'places' : 'clusters';
  const phrases = new Map(PHRASES);
  const parts = countVerdicts(rows).map(
    ({ verdict, count }) => `${count} ${phrases.get(verdict)}`,
  );
  return rows.length === 1
    ? `1 ${places.slice(0, -1)}: ${parts.join('').replace(/^1 /, '')}`
    : `${rows.length} ${places}: ${parts.join(', ')}`;
}

function blindText(blind: readonly ClusterRef[]): string {
  if (blind.length === 0) return '';
  const names = blind.map(({ title }) => title).slice(0, 3);
  const more = blind.length - names.length;
  const list = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return ` Whether more runs in ${list} is not known.`;
}

/** Some sentences begin with the cluster that they are about. */
function placed({ cluster, judgement }: Rollout): string {
  return judgement.message.startsWith(cluster.title)
    ? judgement.message
    : `${cluster.title}: ${judgement.message}`;
}
