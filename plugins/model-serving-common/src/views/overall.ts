import { severity } from '../adapters/wording';
import type { ClusterRef, Judgement, Rollout, Verdict } from '../api/types';

/** In the order in which the sentence lists them: worst first. */
const PHRASES: readonly (readonly [Verdict, string])[] = [
  ['degraded', 'degraded'],
  ['missing', 'missing'],
  ['unknown', 'not known'],
  ['progressing', 'in progress'],
  ['suspended', 'stopped'],
  ['healthy', 'healthy'],
];

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
 * @param rows - worst first.
 * @param searched - clusters without a row that cannot be asked hide nothing
 * that is declared, but may run something that nobody declared.
 */
export function overallJudgement(
  rows: readonly Rollout[],
  searched: readonly ClusterRef[],
): Judgement | undefined {
  const [worst] = rows;
  if (!worst) return undefined;
  const detail =
    worst.judgement.verdict === 'healthy' ? '' : ` ${placed(worst)}`;
  const { reason, evidence, since, advice } = worst.judgement;
  return {
    verdict: worst.judgement.verdict,
    reason,
    message: `${summaryOf(rows, searched)}${detail}`,
    evidence,
    ...(since && { since }),
    ...(advice && { advice }),
  };
}

/** How many rows are how, and where more may run that nobody could look for. */
export function summaryOf(
  rows: readonly Rollout[],
  searched: readonly ClusterRef[],
): string {
  const blind = searched.filter(
    ({ name, state }) =>
      state.status !== 'live' &&
      rows.every(({ cluster }) => cluster.name !== name),
  );
  return `${counts(rows)}.${blindText(blind)}`;
}

/** Worst first, then by service and cluster, so that order does not jump. */
export function worstFirst(a: Rollout, b: Rollout): number {
  return (
    severity(b.judgement) - severity(a.judgement) ||
    Number(!a.service) - Number(!b.service) ||
    (a.service?.title ?? '').localeCompare(b.service?.title ?? '', 'en') ||
    a.cluster.title.localeCompare(b.cluster.title, 'en') ||
    (a.workload?.ref.name ?? '').localeCompare(b.workload?.ref.name ?? '', 'en')
  );
}

function counts(rows: readonly Rollout[]): string {
  const services = new Set(rows.map(({ service }) => service?.entityRef));
  const places = services.size > 1 ? 'places' : 'clusters';
  const parts = PHRASES.flatMap(([verdict, phrase]) => {
    const amount = rows.filter(row => row.judgement.verdict === verdict).length;
    return amount > 0 ? [`${amount} ${phrase}`] : [];
  });
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
