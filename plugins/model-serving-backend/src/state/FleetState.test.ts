import { fakeProjection } from '../__testUtils__/fakeKinds';
import type { FakeRecord } from '../__testUtils__/fakeKinds';
import { FleetState } from '.';

const apples = fakeProjection('apples');
const pears = fakeProjection('pears');
const T1 = '2026-01-01T00:00:01.000Z';
const T2 = '2026-01-01T00:00:02.000Z';

function record(
  name: string,
  value: string,
  resourceVersion = '1',
): FakeRecord {
  return {
    meta: {
      name,
      namespace: 'n',
      uid: name,
      resourceVersion,
      createdAt: T1,
      labels: {},
      annotations: {},
    },
    value,
  };
}

function create() {
  const state = FleetState.create({
    instanceId: 'one',
    aliases: new Map([['eu', ['in-cluster']]]),
    now: () => new Date(T2),
  });
  const cluster = state.upsertCluster({
    name: 'eu',
    title: 'Europe',
    serverUrl: 'https://eu',
  });
  const view = () => {
    const [snapshot] = state.snapshot().clusters;
    if (!snapshot) {
      throw new Error('The cluster is gone');
    }
    return snapshot;
  };
  const values = () =>
    [...view().records(apples)].map(([key, { value }]) => `${key}=${value}`);
  return { state, cluster, view, values };
}

describe('FleetState', () => {
  it('tells what is empty from what was never seen', () => {
    const { cluster, view } = create();
    expect(view().knowledge(apples.resource)).toEqual({ status: 'never' });
    cluster.replace(apples.resource, [], T1);
    cluster.absent(pears.resource, T1);
    expect(view().knowledge(apples.resource)).toEqual({
      status: 'observed',
      confirmedAt: T1,
    });
    expect(view().knowledge(pears.resource)).toMatchObject({
      status: 'absent',
    });
    expect(view()).toMatchObject({
      aliases: ['in-cluster'],
      serverUrl: 'https://eu',
      cluster: { name: 'eu', title: 'Europe', simulated: false },
    });
  });

  it('never changes a snapshot that was given away', () => {
    const { cluster, view, values } = create();
    cluster.replace(apples.resource, [record('a', '1')], T1);
    const before = view().records(apples);
    cluster.put(apples.resource, record('b', '2'), T2);
    cluster.delete(apples.resource, 'n/a', T2);
    cluster.replace(apples.resource, [record('c', '3')], T2);
    expect([...before.keys()]).toEqual(['n/a']);
    expect(values()).toEqual(['n/c=3']);
  });

  it('keeps what a kind had when it becomes forbidden', () => {
    const { cluster, view, values } = create();
    cluster.replace(apples.resource, [record('a', '1')], T1);
    cluster.forbidden(apples.resource, 'no');
    expect(values()).toEqual(['n/a=1']);
    expect(view().knowledge(apples.resource)).toEqual({
      status: 'forbidden',
      message: 'no',
      lastConfirmedAt: T1,
    });
    cluster.forbidden(apples.resource, 'still no', { retryAt: T2 });
    expect(view().knowledge(apples.resource)).toMatchObject({
      lastConfirmedAt: T1,
      retryAt: T2,
    });
    cluster.absent(apples.resource, T2);
    expect(values()).toEqual([]);
  });

  it('keeps what is there but unreadable', () => {
    const { cluster, values } = create();
    const both = [record('a', '1'), record('b', '2')];
    cluster.replace(apples.resource, both, T1);
    cluster.replace(apples.resource, [], T2, { unreadable: new Set(['n/b']) });
    expect(values()).toEqual(['n/b=2']);
  });

  it('knows when each record last changed in what was kept of it', () => {
    const { cluster, view } = create();
    const changedAt = (key: string) => view().changedAt(apples.resource, key);
    cluster.replace(apples.resource, [record('a', '1'), record('b', '1')], T1);
    cluster.put(apples.resource, record('a', '2', '2'), T2);
    cluster.put(apples.resource, record('b', '1', '2'), T2);
    expect([changedAt('n/a'), changedAt('n/b')]).toEqual([T2, T1]);
    cluster.replace(apples.resource, [record('a', '2', '3')], T2);
    expect([changedAt('n/a'), changedAt('n/b')]).toEqual([T2, undefined]);
  });

  it.each<[string, boolean, (on: ReturnType<typeof create>) => void]>([
    [
      'a new record',
      true,
      ({ cluster }) => cluster.put(apples.resource, record('b', '1'), T2),
    ],
    [
      'the same record again',
      false,
      ({ cluster }) => cluster.put(apples.resource, record('a', '1', '9'), T2),
    ],
    [
      'a removal',
      true,
      ({ cluster }) => cluster.delete(apples.resource, 'n/a', T2),
    ],
    [
      'a removal of nothing',
      false,
      ({ cluster }) => cluster.delete(apples.resource, 'n/z', T2),
    ],
    [
      'a confirmation',
      false,
      ({ cluster }) => cluster.confirm(apples.resource, T2),
    ],
    [
      'an equal list',
      false,
      ({ cluster }) =>
        cluster.replace(apples.resource, [record('a', '1', '7')], T2),
    ],
    [
      'a shorter list',
      true,
      ({ cluster }) => cluster.replace(apples.resource, [], T2),
    ],
    [
      'a first list of nothing',
      true,
      ({ cluster }) => cluster.replace(pears.resource, [], T2),
    ],
    [
      'another state',
      true,
      ({ cluster }) =>
        cluster.state({ status: 'live', confirmedAt: T1, forbidden: [] }),
    ],
    [
      'a cluster',
      true,
      ({ state }) => state.upsertCluster({ name: 'us', title: 'us' }),
    ],
    [
      'a cluster without news',
      false,
      ({ state }) =>
        state.upsertCluster({
          name: 'eu',
          title: 'Europe',
          serverUrl: 'https://eu',
        }),
    ],
    ['the end of a cluster', true, ({ state }) => state.removeCluster('eu')],
  ])('with %s, a new version: %s', async (_, expected, act) => {
    const on = create();
    on.cluster.replace(apples.resource, [record('a', '1')], T1);
    await new Promise(resolve => setImmediate(resolve));
    const { version } = on.state.snapshot();
    let calls = 0;
    on.state.subscribe(() => {
      calls += 1;
    });
    act(on);
    expect(on.state.snapshot().version !== version).toBe(expected);
    await new Promise(resolve => setImmediate(resolve));
    expect(calls).toBe(expected ? 1 : 0);
  });

  it('gives a new version for another state, and not for its times', () => {
    const { state, cluster, view } = create();
    cluster.state({ status: 'live', confirmedAt: T1, forbidden: [] });
    const { version } = state.snapshot();
    cluster.state({ status: 'live', confirmedAt: T2, forbidden: [] });
    expect(state.snapshot().version).toBe(version);
    expect(view().cluster.state).toMatchObject({ confirmedAt: T2 });
  });

  it('calls back once for many changes, and not after the end', async () => {
    const { state, cluster } = create();
    let calls = 0;
    const end = state.subscribe(() => {
      calls += 1;
    });
    for (let i = 0; i < 10; i++) {
      cluster.put(apples.resource, record(`a${i}`, '1'), T1);
    }
    await new Promise(resolve => setImmediate(resolve));
    expect(calls).toBe(1);
    end();
    state.removeCluster('eu');
    await new Promise(resolve => setImmediate(resolve));
    expect(calls).toBe(1);
  });
});
