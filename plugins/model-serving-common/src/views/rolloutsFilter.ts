import type { RolloutsFilter } from '../api/ModelServingApi';
import type { Rollout } from '../api/types';

/** Whether a row has every word of a text. @public */
export function matchesText(rollout: Rollout, text: string): boolean {
  const words = wordsOf(text);
  if (words.length === 0) return true;
  const { cluster, service, workload, judgement } = rollout;
  const searched = [
    cluster.name,
    cluster.title,
    cluster.state.status,
    service?.title,
    workload?.ref.name,
    judgement.verdict,
    judgement.reason,
    judgement.message,
  ]
    .join(' ')
    .toLocaleLowerCase('en-US');
  return words.every(word => searched.includes(word));
}

/** Whether steps say more of a row than that nothing is known. @public */
export function isExplained({ stages = [] }: Rollout): boolean {
  return stages.some(({ state }) => state === 'blocked' || state === 'doing');
}

/**
 * The same filter in one form, for answers that are shared: without what
 * changes nothing.
 *
 * @public
 */
export function normalizedRolloutsFilter({
  verdict = [],
  text = '',
}: RolloutsFilter): RolloutsFilter {
  const verdicts = [...new Set(verdict)].sort();
  const words = wordsOf(text);
  return {
    ...(verdicts.length > 0 && { verdict: verdicts }),
    ...(words.length > 0 && { text: words.join(' ') }),
  };
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(word => word !== '');
}
