import fs from 'node:fs';
import path from 'node:path';
import type { ClusterError } from '@modelfleet/backstage-plugin-model-serving-common';
import type { KindStatus } from './clusterStateOf';
import { beginning, heard, inSession, transition } from './transition';
import type { ClusterEvent, Standing } from './transition';

const RESOURCES = [
  { group: 'apps', kind: 'Deployment' },
  { group: '', kind: 'Pod' },
];

/** Later with each event, as in life. */
function clock() {
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  return () => new Date((now += 1_000)).toISOString();
}
const next = clock();

const fail = (
  kind: ClusterError['kind'],
  startedAt?: string,
): ClusterEvent => ({
  type: 'failed',
  error: { kind, message: kind },
  startedAt: startedAt ?? next(),
  at: next(),
  retryAt: next(),
});
const kindFails = (kind: ClusterError['kind']): KindStatus => ({
  status: 'failed',
  error: { kind, message: kind },
  at: next(),
  retryAt: next(),
});

type Step = (standing: Standing) => Standing;
const on =
  (event: () => ClusterEvent): Step =>
  ({ facts }) =>
    transition(facts, event());
const kind =
  (status: () => KindStatus, resources = RESOURCES.slice(0, 1)): Step =>
  standing =>
    resources.reduce(
      (before, resource) =>
        transition(before.facts, { type: 'kind', resource, status: status() }),
      standing,
    );

/** The columns of the table. */
const EVENTS: Readonly<Record<string, Step>> = {
  answered: on(() => ({
    type: 'answered',
    at: next(),
    nextContactAt: next(),
  })),
  'all listed': kind(() => ({ status: 'current' }), RESOURCES),
  'a kind fails': kind(() => kindFails('server')),
  'a kind: 401': kind(() => kindFails('unauthorized')),
  'a kind: 403': kind(() => ({ status: 'forbidden' })),
  late: standing => {
    const startedAt = next();
    const event = fail('timeout', startedAt);
    return transition(heard(standing, next()).facts, event);
  },
  'told 429': on(() => fail('throttled')),
  'told 401': on(() => fail('unauthorized')),
  'no answer': on(() => fail('refused')),
};

const after = (...names: string[]): Standing =>
  names.reduce(
    (standing, name) => step(name)(standing),
    beginning('eu', RESOURCES, next()),
  );

function step(name: string): Step {
  const found = EVENTS[name];
  if (!found) {
    throw new Error(`The table has an event that nothing stands for: ${name}`);
  }
  return found;
}

/** The rows of the table: each way to be in a state. */
const STATES: Readonly<Record<string, () => Standing>> = {
  '`connecting`, never asked': () => after(),
  '`connecting`, being read': () => after('answered'),
  '`live`': () => after('answered', 'all listed'),
  '`stale`, being read': () => after('answered', 'no answer', 'answered'),
  '`stale`, a kind fails': () =>
    after('answered', 'all listed', 'a kind fails'),
  '`stale`, slow': () => after('answered', 'all listed', 'late'),
  '`stale`, throttled': () => after('answered', 'all listed', 'told 429'),
  '`unauthorized`, a kind': () =>
    after('answered', 'all listed', 'a kind: 401'),
  '`unauthorized`': () => after('answered', 'all listed', 'told 401'),
  '`unreachable`': () => after('answered', 'all listed', 'no answer'),
};

/** The matrix below the heading, as it is written in the documentation. */
function documented(): { events: string[]; rows: string[][] } {
  const page = fs.readFileSync(
    path.join(__dirname, '../../../../docs/observation.md'),
    'utf8',
  );
  const section = page.split('### Every state, every event')[1] ?? '';
  const [head, , ...rows] = section
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
  const end = rows.findIndex(([first]) => first === 'from');
  return {
    events: (head ?? []).slice(1),
    rows: end < 0 ? rows : rows.slice(0, end),
  };
}

describe('transition', () => {
  const { events, rows } = documented();

  it('has a row for each state and a column for each event', () => {
    expect(events).toEqual(Object.keys(EVENTS));
    expect(rows.map(([state]) => state)).toEqual(Object.keys(STATES));
    const statuses = Object.values(STATES).map(begin => begin().state.status);
    expect(new Set(statuses)).toEqual(
      new Set(['connecting', 'live', 'stale', 'unreachable', 'unauthorized']),
    );
  });

  it.each(Object.entries(STATES))(
    'goes from %s where the documentation says',
    (name, begin) => {
      expect(`\`${begin().state.status}\``).toBe(name.split(',')[0]);
      const row = rows.find(([state]) => state === name) ?? [];
      expect([
        name,
        ...Object.values(EVENTS).map(event => event(begin()).state.status),
      ]).toEqual(row);
    },
  );

  it.each([
    ['answered', true],
    ['late', true],
    ['told 429', true],
    ['told 401', false],
    ['no answer', false],
  ])('after %s, kinds are followed: %s', (name, expected) => {
    const { facts } = step(name)(after('answered', 'all listed'));
    expect(inSession(facts)).toBe(expected);
  });

  it('lists anew whatever was lost, and tells only then that it is live', () => {
    const back = after('answered', 'all listed', 'no answer', 'answered');
    expect(back.state.status).toBe('stale');
    const half = transition(back.facts, {
      type: 'kind',
      resource: { group: 'apps', kind: 'Deployment' },
      status: { status: 'current' },
    });
    expect(half.state.status).toBe('stale');
    expect(step('all listed')(half).state.status).toBe('live');
  });

  it('hears nothing of a session that ended', () => {
    const lost = after('answered', 'all listed', 'no answer');
    expect(step('all listed')(lost).facts).toEqual(lost.facts);
  });

  it('tells the newest trouble of a cluster that waits out a Retry-After', () => {
    const throttled = after('answered', 'all listed', 'told 429');
    const broken = kind(() => kindFails('protocol'))(throttled);
    expect(broken.state).toMatchObject({ error: { kind: 'protocol' } });
    const again = step('told 429')(broken);
    expect(again.state).toMatchObject({ error: { kind: 'throttled' } });
  });

  it('tells the latest of several kinds that fail', () => {
    const first = kind(() => kindFails('throttled'))(
      after('answered', 'all listed'),
    );
    const second = kind(() => kindFails('protocol'), RESOURCES.slice(1))(first);
    expect(second.state).toMatchObject({ error: { kind: 'protocol' } });
    const third = kind(() => kindFails('server'))(second);
    expect(third.state).toMatchObject({ error: { kind: 'server' } });
  });
});
