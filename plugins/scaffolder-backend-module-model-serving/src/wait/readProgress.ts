import type { RolloutsView } from '@modelfleet/backstage-plugin-model-serving-common';

/** How far a cluster is. */
export interface ClusterProgress {
  readonly cluster: string;
  readonly verdict: string;
  readonly message: string;
}

/**
 * One line for each cluster that is wanted, or for each that is named: a
 * named cluster without a row is missing, not done. Where there are more rows
 * than the API gives, those that are not told are not done either, unless all
 * that are told serve: rows come worst first.
 */
export function readProgress(
  view: RolloutsView,
  clusters: readonly string[] | undefined,
): ClusterProgress[] {
  const wanted = view.items.filter(({ wanted: isWanted }) => isWanted);
  const rows = wanted.map(({ cluster, judgement }) => ({
    cluster: cluster.name,
    verdict: judgement.verdict,
    message: judgement.message,
  }));
  const untold = view.found - view.items.length;
  if (clusters) {
    const absent =
      untold > 0
        ? {
            verdict: 'unknown',
            message: `It is not among the ${view.items.length} worst of ${view.found} rows`,
          }
        : { verdict: 'missing', message: 'Nothing is there yet' };
    return clusters.map(
      name =>
        rows.find(({ cluster }) => cluster === name) ?? {
          cluster: name,
          ...absent,
        },
    );
  }
  const last = view.items.at(-1)?.judgement.verdict;
  return untold > 0 && last !== 'healthy'
    ? [
        ...rows,
        {
          cluster: `${untold} more`,
          verdict: 'unknown',
          message: 'They are told when those before them serve',
        },
      ]
    : rows;
}
