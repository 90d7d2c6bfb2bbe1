import type {
  ClusterHealth,
  Health,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** One cluster as the table needs it. */
export interface ClusterRow {
  /** The cluster's name. */
  readonly id: string;
  readonly health: ClusterHealth;
}

/** What can be chosen; absent means all. */
export interface ClusterFilter {
  health?: Health;
}

export function toClusterRow(health: ClusterHealth): ClusterRow {
  return { id: health.cluster.name, health };
}

export function filterClusters(
  rows: ClusterRow[],
  filter: ClusterFilter,
): ClusterRow[] {
  return rows.filter(
    ({ health }) => !filter.health || health.health === filter.health,
  );
}

/** The rows in whose name or findings each word occurs. */
export function searchClusters(
  rows: ClusterRow[],
  query: string,
): ClusterRow[] {
  const words = query.toLocaleLowerCase('en-US').split(/\s+/).filter(Boolean);
  return rows.filter(({ health: { cluster, summary, findings } }) => {
    const text = [
      cluster.name,
      cluster.title,
      summary,
      ...findings.flatMap(({ message, kind }) => [message, kind?.kind]),
    ]
      .join(' ')
      .toLocaleLowerCase('en-US');
    return words.every(word => text.includes(word));
  });
}

const RANK: Readonly<Record<Health, number>> = { red: 0, yellow: 1, green: 2 };
/** `edge-2` before `edge-10`. */
const naturally = new Intl.Collator('en', { numeric: true });

/** By a column; within one health by name. */
export function sortClusters(
  rows: ClusterRow[],
  sort: { column: string; direction: 'ascending' | 'descending' },
): ClusterRow[] {
  const sign = sort.direction === 'descending' ? -1 : 1;
  const byName = (a: ClusterRow, b: ClusterRow) =>
    naturally.compare(a.health.cluster.title, b.health.cluster.title);
  return [...rows].sort((a, b) =>
    sort.column === 'health'
      ? sign * (RANK[a.health.health] - RANK[b.health.health]) || byName(a, b)
      : sign * byName(a, b),
  );
}
