import type { RolloutsView } from '@modelfleet/backstage-plugin-model-serving-common';

/** How far a cluster is. */
export interface ClusterProgress {
  readonly cluster: string;
  readonly verdict: string;
  readonly message: string;
}

/**
 * One line for each cluster that is wanted, or for each that is named: a
 * named cluster without a row is missing, not done.
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
  if (!clusters) {
    return rows;
  }
  return clusters.map(
    name =>
      rows.find(({ cluster }) => cluster === name) ?? {
        cluster: name,
        verdict: 'missing',
        message: 'Nothing is there yet',
      },
  );
}
