import type { ModelRow } from './ModelRow';

/** What can be chosen in the filters; absent means all. */
export interface ModelFilter {
  task?: string;
  license?: string;
  lifecycle?: string;
  owner?: string;
}

export type ModelFacet = keyof ModelFilter;

/** The rows that pass every chosen filter. */
export function filterModels(
  rows: ModelRow[],
  filter: ModelFilter,
): ModelRow[] {
  const chosen = facetsOf(filter);
  return rows.filter(row =>
    chosen.every(facet => row[facet] === filter[facet]),
  );
}

/** The rows in whose name, description, tags or facts each word occurs. */
export function searchModels(rows: ModelRow[], query: string): ModelRow[] {
  const words = query.toLocaleLowerCase('en-US').split(/\s+/).filter(Boolean);
  return rows.filter(row => {
    const { metadata } = row.model;
    const text = [
      row.title,
      metadata.name,
      metadata.description,
      ...(metadata.tags ?? []),
      row.task,
      row.license,
    ]
      .join(' ')
      .toLocaleLowerCase('en-US');
    return words.every(word => text.includes(word));
  });
}

/** `Qwen 7B` before `Qwen 32B`. */
const naturally = new Intl.Collator('en', { numeric: true });

const sortKeys = [
  'title',
  'task',
  'license',
  'lifecycle',
  'parameters',
  'contextLength',
] as const;

/**
 * Sorts by a column. Rows that do not say come last in both directions, for
 * they are neither small nor large.
 */
export function sortModels(
  rows: ModelRow[],
  sort: { column: string; direction: 'ascending' | 'descending' },
): ModelRow[] {
  const key = sortKeys.find(candidate => candidate === sort.column);
  if (!key) {
    return rows;
  }
  const sign = sort.direction === 'descending' ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [a[key], b[key]];
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined);
    }
    return typeof left === 'number' && typeof right === 'number'
      ? sign * (left - right)
      : sign * naturally.compare(String(left), String(right));
  });
}

/** The values that occur in a facet, by name, with how many rows have each. */
export function countFacet(
  rows: readonly ModelRow[],
  facet: ModelFacet,
): Array<{ value: string; count: number }> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row[facet];
    if (value !== undefined) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => a.value.localeCompare(b.value));
}

function facetsOf(filter: ModelFilter): ModelFacet[] {
  const all: ModelFacet[] = ['task', 'license', 'lifecycle', 'owner'];
  return all.filter(facet => filter[facet] !== undefined);
}
