import type { Verdict } from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * How a verdict is called on screen.
 *
 * @public
 */
export const verdictLabels: Readonly<Record<Verdict, string>> = {
  healthy: 'Healthy',
  progressing: 'Progressing',
  degraded: 'Degraded',
  suspended: 'Suspended',
  missing: 'Missing',
  unknown: 'Unknown',
};

/** What most needs a person's eye comes first. */
const worstFirst: readonly Verdict[] = [
  'degraded',
  'missing',
  'unknown',
  'progressing',
  'suspended',
  'healthy',
];

/**
 * Orders verdicts worst first, for `Array.sort`.
 *
 * @public
 */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return worstFirst.indexOf(a) - worstFirst.indexOf(b);
}

/**
 * How often each verdict occurs, worst first, without those that do not.
 *
 * @public
 */
export function countVerdicts(
  verdicts: readonly Verdict[],
): Array<{ verdict: Verdict; count: number }> {
  return worstFirst
    .map(verdict => ({
      verdict,
      count: verdicts.filter(other => other === verdict).length,
    }))
    .filter(({ count }) => count > 0);
}
