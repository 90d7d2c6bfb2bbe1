import {
  AWAY,
  LIVE,
  type StaticCluster,
} from '../fleet/__fixtures__/staticFleet';
import type { RolloutsFilter } from '../api/ModelServingApi';
import {
  MODEL,
  REPOSITORY,
  requestFor,
  served,
  service,
} from './request.fixture';
import { isExplained, normalizedRolloutsFilter } from './rolloutsFilter';
import { rolloutsView, type RolloutsRequest } from './rolloutsView';
import { ViewMemory } from './ViewMemory';

const NAMES = Array.from({ length: 12 }, (_, index) => `store-${100 + index}`);

/** Two are not ready, one is away, the others serve. */
const clusters: readonly StaticCluster[] = NAMES.map((name, index) => ({
  name,
  objects: served(
    'assistant',
    index % 5 === 4 ? { replicas: 2, ready: 1 } : {},
  ),
  ...(index === 7 && { state: AWAY }),
}));

const repository = {
  ...REPOSITORY,
  clusters: NAMES,
  tenants: REPOSITORY.tenants.map(tenant => ({ ...tenant, clusters: NAMES })),
};

function look(question: Partial<RolloutsRequest> = {}) {
  return rolloutsView({
    ...requestFor(service('assistant', NAMES), clusters, {
      repositories: [repository],
    }),
    ...question,
  });
}

const namesOf = ({ items }: ReturnType<typeof look>) =>
  items.map(({ cluster }) => cluster.name);

describe('a part of the rows', () => {
  it('is the first of all, which what is said of the whole is of', () => {
    const whole = look();
    const part = look({ limit: 5 });
    expect(part.items).toEqual(whole.items.slice(0, 5));
    expect(part).toMatchObject({
      total: 12,
      found: 12,
      overall: whole.overall,
      summary: '12 clusters: 1 not known, 2 in progress, 9 healthy.',
      verdicts: [
        { verdict: 'unknown', count: 1 },
        { verdict: 'progressing', count: 2 },
        { verdict: 'healthy', count: 9 },
      ],
    });
    expect(part).not.toHaveProperty('explained');
  });

  it.each<[string, RolloutsFilter, readonly string[]]>([
    ['a verdict', { verdict: ['progressing'] }, ['store-104', 'store-109']],
    [
      'either of two verdicts',
      { verdict: ['progressing', 'unknown'] },
      ['store-107', 'store-104', 'store-109'],
    ],
    ['a word', { text: 'STORE-103' }, ['store-103']],
    ['all of its words', { text: ' 1 of 2  store-109 ' }, ['store-109']],
    [
      'what is said of it, and its verdict',
      { text: 'replica', verdict: ['unknown'] },
      ['store-107'],
    ],
    ['nothing', { text: 'store-999' }, []],
  ])('can be found by %s', (_, filter, expected) => {
    const view = look({ filter });
    expect(namesOf(view)).toEqual(expected);
    expect(view.found).toBe(expected.length);
    expect({ ...view, items: [], found: 0, explained: undefined }).toEqual({
      ...look(),
      items: [],
      found: 0,
      explained: undefined,
    });
  });

  it('comes with the explanation of the worst where it is left out', () => {
    const whole = look();
    const told = whole.items.find(isExplained);
    expect(told?.cluster.name).toBe('store-104');
    expect(look({ filter: { text: 'store-103' } }).explained).toEqual(told);
    // Who has it already does not get it twice.
    expect(look({ filter: { text: 'store-104' } }).explained).toBeUndefined();
  });

  it('is all that steps are told of', () => {
    const memory = ViewMemory.create();
    const explain = jest.spyOn(memory.stages, 'explain');
    look({ memory, limit: 2 });
    expect(explain).toHaveBeenCalledTimes(2);
  });

  it('is one filter, however it is written', () => {
    expect(
      normalizedRolloutsFilter({
        text: '  Store-1  EU',
        verdict: ['unknown', 'degraded', 'unknown'],
      }),
    ).toEqual({ text: 'store-1 eu', verdict: ['degraded', 'unknown'] });
    expect(normalizedRolloutsFilter({ text: ' ', verdict: [] })).toEqual({});
  });
});

describe('where was looked', () => {
  const fleet = (live: number, away: number): StaticCluster[] =>
    Array.from({ length: live + away }, (_, index) => ({
      name: `c${index}`,
      title: `C ${index}`,
      state: index < live ? LIVE : AWAY,
    }));

  it('is named when it is little', () => {
    const view = rolloutsView(requestFor(MODEL, fleet(2, 1)));
    expect(view.clusters).toMatchObject({
      total: 3,
      live: 2,
      titles: ['C 0', 'C 1'],
      unseen: [{ name: 'c2' }],
      unseenTotal: 1,
    });
  });

  it('is counted when it is much, and no cluster with a row is among the unseen', () => {
    const view = rolloutsView({
      ...requestFor(service('assistant', ['c6']), fleet(6, 4)),
      limit: 2,
    });
    expect(view.clusters).toMatchObject({ total: 10, live: 6, unseenTotal: 3 });
    expect(view.clusters).not.toHaveProperty('titles');
    expect(view.clusters.unseen.map(({ name }) => name)).toEqual(['c7', 'c8']);
  });
});
