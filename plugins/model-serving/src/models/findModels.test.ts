import { llama, manyModels, terse } from '../__fixtures__';
import {
  countFacet,
  filterModels,
  searchModels,
  sortModels,
} from './findModels';
import { toModelRow } from './ModelRow';

const rows = [llama, terse, ...manyModels(12)].map(toModelRow);
const names = (found: typeof rows) => found.map(row => row.model.metadata.name);

it.each([
  ['llama instruct', ['llama-3.1-8b-instruct']],
  ['  TERSE ', ['terse']],
  ['general nothing', []],
])('finds by the words "%s"', (query, expected) => {
  expect(names(searchModels(rows, query))).toEqual(expected);
});

it('filters by every chosen facet', () => {
  const found = filterModels(rows, {
    task: 'text-generation',
    license: 'mit',
  });
  expect(found.length).toBeGreaterThan(0);
  expect(
    found.every(row => row.task === 'text-generation' && row.license === 'mit'),
  ).toBe(true);
  expect(filterModels(rows, {})).toHaveLength(rows.length);
});

it.each(['ascending', 'descending'] as const)(
  'sorts %s by figures, with what is not said last',
  direction => {
    const sorted = sortModels(rows, { column: 'parameters', direction });
    expect(sorted.at(-1)?.title).toBe('terse');
    const figures = sorted.slice(0, -1).map(row => row.parameters ?? 0);
    expect(figures).toEqual(
      [...figures].sort((a, b) => (direction === 'ascending' ? a - b : b - a)),
    );
  },
);

it('sorts names as people count', () => {
  const sorted = sortModels(rows, { column: 'title', direction: 'ascending' });
  const titles = sorted.map(({ title }) => title);
  expect(titles.indexOf('Model 2')).toBeLessThan(titles.indexOf('Model 10'));
});

it('counts what occurs in a facet', () => {
  expect(countFacet(rows, 'owner')).toEqual([
    { value: 'group:default/ml-platform', count: 13 },
    { value: 'group:default/search-team', count: 1 },
  ]);
});
