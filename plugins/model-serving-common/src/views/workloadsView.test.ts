import type { WorkloadsFilter } from '../api/ModelServingApi';
import { staticFleet } from '../fleet/__fixtures__/staticFleet';
import { MODEL, REPOSITORY, served, service } from './request.fixture';
import {
  workloadsView,
  type WorkloadsPage,
  type WorkloadsRequest,
} from './workloadsView';

const FLEET = staticFleet(
  {
    name: 'west',
    objects: [
      ...served('b-chat'),
      ...served('a-chat', { ready: 0 }),
      ...served('claims-chat', { namespace: 'vision' }),
      ...served('nobodys', { claim: false, namespace: 'lab' }),
    ],
  },
  { name: 'east', objects: served('b-chat') },
  {
    name: 'hub',
    objects: served('b-chat'),
    state: {
      status: 'unreachable',
      error: { kind: 'timeout', message: 'No answer' },
      retryAt: '2026-01-01T00:00:00.000Z',
    },
  },
);

function page(
  filter: WorkloadsFilter = {},
  options: Partial<WorkloadsRequest> = {},
): WorkloadsPage {
  const steps = workloadsView({
    fleet: FLEET,
    services: [
      service('a-chat', []),
      service('b-chat', []),
      service('claims-chat', []),
    ],
    models: [MODEL],
    repositories: [REPOSITORY],
    filter,
    limit: 100,
    ...options,
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const names = ({ items }: WorkloadsPage) =>
  items.map(({ cluster, workload }) => `${cluster}/${workload.ref.name}`);

describe('workloadsView', () => {
  it('has every serving object once, in an order that does not change', () => {
    const all = page();
    expect(names(all)).toEqual([
      'east/b-chat',
      'hub/b-chat',
      'west/a-chat',
      'west/b-chat',
      'west/nobodys',
      'west/claims-chat',
    ]);
    expect(all.total).toBe(6);
    expect(all.clusters.map(({ name }) => name)).toEqual([
      'east',
      'hub',
      'west',
    ]);
  });

  it('says whose each is, and believes a claim only where its tenant is', () => {
    const whose = page().items.map(
      ({ workload, catalogued, services, tenants }) => [
        workload.ref.name,
        catalogued,
        services,
        tenants.map(({ name }) => name),
      ],
    );
    expect(whose).toContainEqual([
      'b-chat',
      true,
      ['component:default/b-chat'],
      ['chat'],
    ]);
    expect(whose).toContainEqual(['claims-chat', true, [], ['vision']]);
    expect(whose).toContainEqual(['nobodys', true, [], []]);
  });

  it('does not call healthy what it cannot see', () => {
    const hub = page({ cluster: ['hub'] });
    expect(hub.items[0]?.judgement).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('Last known: healthy'),
    });
  });

  it.each<[string, WorkloadsFilter, string[]]>([
    ['clusters', { cluster: ['east', 'hub'] }, ['east/b-chat', 'hub/b-chat']],
    ['a namespace', { namespace: ['lab'] }, ['west/nobodys']],
    ['a verdict', { verdict: ['unknown'] }, ['hub/b-chat']],
    ['a kind', { kind: ['Deployment'] }, []],
    ['a tenant', { tenant: ['vision'] }, ['west/claims-chat']],
    [
      'an owner',
      { owner: ['group:default/vision-team'] },
      ['west/claims-chat'],
    ],
    [
      'a Component',
      { entityRef: ['component:default/a-chat'] },
      ['west/a-chat'],
    ],
    ['words', { text: 'WEST  nobody' }, ['west/nobodys']],
    ['words of which one is not there', { text: 'west mars' }, []],
    [
      'all of them',
      { cluster: ['west'], tenant: ['chat'], text: 'a-chat' },
      ['west/a-chat'],
    ],
  ])('filters by %s', (_, filter, expected) => {
    const found = page(filter);
    expect(names(found)).toEqual(expected);
    expect(found.total).toBe(expected.length);
  });

  it('finds what no entity has that this viewer may see', () => {
    expect(names(page({ catalogued: false }))).toEqual([]);
    const stranger = page({ catalogued: false }, { services: [], models: [] });
    expect(stranger.total).toBe(6);
  });

  it('gives every object once, page by page, whatever comes and goes', () => {
    const seen: string[] = [];
    const first = page({}, { limit: 2 });
    let { last } = first;
    seen.push(...names(first));
    const gone = staticFleet(
      { name: 'aa-new', objects: served('b-chat') },
      {
        name: 'west',
        objects: [
          ...served('b-chat'),
          ...served('nobodys', { claim: false, namespace: 'lab' }),
        ],
      },
    );
    while (last) {
      const next: WorkloadsPage = page(
        {},
        { limit: 2, after: last, fleet: gone },
      );
      seen.push(...names(next));
      last = next.last;
    }
    expect(seen).toEqual([
      'east/b-chat',
      'hub/b-chat',
      'west/b-chat',
      'west/nobodys',
    ]);
  });

  it('has no next page after the last', () => {
    expect(page({}, { limit: 6 }).last).toBeUndefined();
    expect(page({}, { limit: 5 }).last).toBeDefined();
  });
});
