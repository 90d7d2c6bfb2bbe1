import type { FleetSink } from '@modelfleet/backstage-plugin-model-serving-node';
import { fleetDatabases } from '../__testUtils__/databases';
import { TestWorld } from '../__testUtils__/TestWorld';

const TAKE_OVER_MS = 30_000;
const databases = fleetDatabases();
jest.setTimeout(60_000);

describe.each(databases.ids)('replicas on %s', (_, id) => {
  let world: TestWorld;

  const observed = (cluster: string) =>
    (world.observers.get(cluster)?.size ?? 0) === 1;

  /**
   * A real database answers in its own time, whatever the world's clock says:
   * shares are settled when they stay as they are for a while.
   */
  async function settled(names: string[], forMs: number, boundMs: number) {
    let since = world.clock.now();
    let shares = '';
    await world.until(() => {
      const now = world.shares().join();
      if (now !== shares || !names.every(observed)) {
        since = world.clock.now();
      }
      shares = now;
      return world.clock.now().getTime() - since.getTime() > forMs;
    }, boundMs);
  }

  async function start(clusters: number, replicas: number) {
    world = TestWorld.create(await databases.open(id), clusters);
    for (let index = 0; index < replicas; index++) {
      world.replica();
    }
    const names = [...world.clusters.keys()];
    await world.until(
      () =>
        world.replicas.every(replica =>
          names.every(name => replica.status(name) === 'live'),
        ),
      20_000,
    );
    await settled(names, 6_000, 2 * TAKE_OVER_MS);
    // By then each has seen the others.
    await world.advance(4_000);
    return { replicas: world.replicas, names };
  }

  /** The replica that observes a cluster. */
  function ownerOf(cluster: string) {
    const [owner] = world.observers.get(cluster) ?? [];
    const found = world.replicas.find(replica => replica.id === owner);
    if (!found) {
      throw new Error(`Nobody observes ${cluster}`);
    }
    return found;
  }

  afterEach(() => world.stop());

  it('share the clusters, and all show all of them', async () => {
    const { replicas, names } = await start(12, 3);
    await world.until(() => Math.min(...world.shares()) > 0, TAKE_OVER_MS);
    expect(world.shares().reduce((sum, share) => sum + share)).toBe(12);
    expect(Math.min(...world.shares())).toBeGreaterThan(0);
    const versions = replicas.map(({ state }) => state.snapshot().version);

    world.change('c3', 'b', 'second');
    world.change('c3', 'a', undefined);
    await world.advance(2_500);
    for (const replica of replicas) {
      expect(replica.values('c3')).toEqual({ b: 'second' });
      expect(replica.changedAt('c3', 'b')).toBe(
        ownerOf('c3').changedAt('c3', 'b'),
      );
      expect(names.map(name => replica.values(name).a)).toContain('first');
    }
    // So that each tells its own browsers.
    replicas.forEach(({ state }, index) =>
      expect(state.snapshot().version).not.toBe(versions[index]),
    );
  });

  it('take over from one that was killed, and nobody sees a gap', async () => {
    const { replicas, names } = await start(9, 3);
    const victim = ownerOf('c0');
    victim.kill();
    world.change('c0', 'a', 'later');
    const rest = replicas.filter(replica => replica !== victim);
    let passed = 0;
    while (!names.every(observed)) {
      await world.advance(500);
      passed += 500;
      for (const replica of rest) {
        for (const name of names) {
          expect(replica.values(name).a).toBeDefined();
          expect(['live', 'stale']).toContain(replica.status(name));
        }
      }
    }
    expect(passed).toBeLessThanOrEqual(TAKE_OVER_MS);
    await world.advance(3_000);
    for (const replica of rest) {
      expect(replica.values('c0')).toEqual({ a: 'later' });
      expect(names.map(name => replica.status(name))).toEqual(
        names.map(() => 'live'),
      );
    }
  });

  it('take over at once from one that stops in good order', async () => {
    const { names } = await start(6, 2);
    const leaving = ownerOf('c0');
    world.change('c0', 'a', 'last');
    const stopped = leaving.stop();
    const passed = await world.until(() => names.every(observed), 10_000);
    expect(passed).toBeLessThanOrEqual(7_000);
    await world.advance(1_000);
    await stopped;
  });

  it('let one that was frozen write nothing when it is thawed', async () => {
    const { replicas } = await start(4, 2);
    const frozen = ownerOf('c1');
    const other = replicas.find(replica => replica !== frozen);
    frozen.freeze();
    // Only the frozen one has this in its socket.
    world.listeners.forEach(listener => listener('c1', 'a', 'out of date'));
    await world.until(() => observed('c1'), TAKE_OVER_MS);
    world.change('c1', 'b', 'while frozen');
    await world.advance(2_000);
    frozen.thaw();
    expect(frozen.values('c1').a).toBe('out of date');
    await world.advance(5_000, () =>
      expect(other?.values('c1')).toEqual({ a: 'first', b: 'while frozen' }),
    );
    const texts = await world.knex('records').pluck('record');
    expect(texts.join()).toContain('while frozen');
    expect(texts.join()).not.toContain('out of date');
    expect(frozen.values('c1')).toEqual({ a: 'first', b: 'while frozen' });
  });

  it('refuse what one sent before it was frozen and comes too late', async () => {
    const { replicas } = await start(4, 2);
    const frozen = ownerOf('c1');
    const other = replicas.find(replica => replica !== frozen);
    frozen.cutOff('silence');
    world.listeners.forEach(listener => listener('c1', 'a', 'out of date'));
    await world.advance(1_500);
    frozen.freeze();
    await world.until(() => observed('c1'), TAKE_OVER_MS);
    frozen.heal();
    await world.advance(5_000, () =>
      expect(other?.values('c1')).toEqual({ a: 'first' }),
    );
    expect((await world.knex('records').pluck('record')).join()).not.toContain(
      'out of date',
    );
  });

  it.each(['silence', 'refusal'] as const)(
    'take over from one that the database answers with %s',
    async how => {
      const { replicas } = await start(4, 2);
      const cut = ownerOf('c2');
      const other = replicas.find(replica => replica !== cut);
      cut.cutOff(how);
      await world.until(() => !observed('c2'), 11_000);
      await world.until(() => observed('c2'), TAKE_OVER_MS - 11_000);
      expect(ownerOf('c2')).toBe(other);
      world.change('c2', 'a', 'elsewhere');
      await world.advance(40_000);
      // It says so, and keeps what it saw.
      expect(cut.status('c2')).toBe('stale');
      expect(cut.values('c2')).toEqual({ a: 'first' });
      const warnings = cut.logger.warn.mock.calls.length;
      expect(warnings).toBeGreaterThan(0);
      expect(warnings).toBeLessThan(5);

      cut.heal();
      await world.advance(8_000);
      expect(cut.values('c2')).toEqual({ a: 'elsewhere' });
      expect(cut.status('c2')).toBe('live');
    },
  );

  it('go on without the database when there is nobody else', async () => {
    const { replicas } = await start(2, 1);
    replicas[0]?.cutOff('silence');
    await world.advance(60_000);
    world.change('c0', 'a', 'seen');
    await world.advance(1_000);
    expect(replicas[0]?.values('c0')).toEqual({ a: 'seen' });
    expect(replicas[0]?.status('c0')).toBe('live');
    expect(await world.knex('records').pluck('record')).not.toContain('seen');
    replicas[0]?.heal();
    await world.advance(40_000);
    const texts = await world.knex('records').pluck('record');
    expect(texts.join()).toContain('seen');
  });

  it('run any other source in one of them, for all', async () => {
    const { replicas } = await start(1, 3);
    const sinks: FleetSink[] = [];
    for (const replica of replicas) {
      replica.runSource({
        id: 'hub',
        run: (sink, { signal }) =>
          new Promise(resolve => {
            sinks.push(sink);
            signal.addEventListener('abort', () => resolve());
          }),
      });
    }
    await world.until(() => sinks.length > 0, 20_000);
    const [sink] = sinks;
    sink?.upsertCluster({ name: 'far', title: 'Far' }).state({
      status: 'live',
      confirmedAt: '2026-01-01T00:00:00.000Z',
      forbidden: [],
    });
    sink?.upsertCluster({ name: 'near', title: 'Near' });
    await world.advance(2_500);
    replicas.forEach(({ names }) =>
      expect(names).toEqual(['c0', 'far', 'near']),
    );
    sink?.retainClusters(new Set(['far']));
    await world.advance(2_500);
    replicas.forEach(({ names }) => expect(names).toEqual(['c0', 'far']));
    expect(sinks).toHaveLength(1);

    // Nor does a replica that comes later see what was taken away.
    const late = world.replica();
    await world.advance(2_500);
    expect(late.names).toEqual(['c0', 'far']);
  });

  it('need no common time', async () => {
    world = TestWorld.create(await databases.open(id), 6);
    const hour = 3_600_000;
    const replicas = [0, hour, -hour].map(skewMs => world.replica({ skewMs }));
    const names = [...world.clusters.keys()];
    // Some move once to the replica that came last, and then none does.
    await settled(names, 90_000, 400_000);
    for (const replica of replicas) {
      expect(names.map(name => replica.status(name))).toEqual(
        names.map(() => 'live'),
      );
    }
  });

  it('give a new one its share, a few at a time', async () => {
    const { names } = await start(20, 1);
    world.replica();
    await world.advance(25_000);
    expect(world.shares()).toEqual([20, 0]);
    let least = 20;
    await world.advance(120_000, () => {
      least = Math.min(least, names.filter(observed).length);
    });
    expect(Math.min(...world.shares())).toBeGreaterThan(4);
    expect(names.filter(observed)).toHaveLength(20);
    expect(least).toBeGreaterThan(16);
  });

  it('go each by its own configuration', async () => {
    world = TestWorld.create(await databases.open(id), 8);
    const names = [...world.clusters.keys()];
    const old = world.replica({ clusters: names.slice(0, 4) });
    const young = world.replica();
    await world.until(() => names.every(observed), 30_000);
    await world.advance(3_000);
    expect(old.names).toHaveLength(4);
    expect(young.names).toHaveLength(8);
    await world.advance(180_000);
    expect(names.every(observed)).toBe(true);
  });

  it('follow from where they were, or anew when that is too long ago', async () => {
    const { replicas } = await start(2, 2);
    const owner = ownerOf('c0');
    const follower = replicas.find(replica => replica !== owner);
    follower?.cutOff('silence');
    world.change('c0', 'b', 'short-lived');
    await world.advance(2_000);
    world.change('c0', 'b', undefined);
    world.change('c0', 'a', 'second');
    // Twice the time for which it is kept what went.
    await world.advance(1_300_000);
    expect(await world.knex('records').whereNull('record')).toEqual([]);
    follower?.heal();
    await world.advance(15_000);
    expect(follower?.values('c0')).toEqual({ a: 'second' });
  });
});
