import type { ClusterState } from '@modelfleet/backstage-plugin-model-serving-common';
import type { Faults } from '../__testUtils__/fakeFaults';
import { observeFakeCluster } from '../__testUtils__/observed';

type Observed = ReturnType<typeof observeFakeCluster>;

describe('ClusterObserver', () => {
  let observed: Observed;

  afterEach(async () => {
    await observed.stop();
    const { cluster, clock } = observed;
    if (cluster.openWatches > 0 || clock.sleepers > 0 || !cluster.closed) {
      throw new Error(
        `Left behind: ${cluster.openWatches} watches, ${clock.sleepers} sleepers`,
      );
    }
  });

  async function live(options?: Parameters<typeof observeFakeCluster>[0]) {
    observed = observeFakeCluster(options);
    observed.cluster.put('apples', { name: 'a', value: 'red' });
    observed.cluster.put('pears', { name: 'p', value: 'green' });
    await observed.clock.advance(1_000);
    return observed;
  }

  it('goes from connecting to live and follows changes', async () => {
    await live();
    expect(observed.history()).toEqual(['connecting', 'live']);
    expect(observed.values('apples')).toEqual({ a: 'red' });

    observed.cluster.put('apples', { name: 'b', value: 'yellow' });
    observed.cluster.put('apples', { name: 'a', value: 'brown' });
    observed.cluster.remove('pears', 'p');
    await observed.clock.advance(0);
    expect(observed.values('apples')).toEqual({ a: 'brown', b: 'yellow' });
    expect(observed.values('pears')).toEqual({});
    expect(observed.fleet.snapshot().clusters[0]).toMatchObject({
      kubernetesVersion: 'v1.35.0+simulated',
      cluster: { simulated: true },
    });
  });

  it('counts what it does, and closes the watches that it opened', async () => {
    let open = 0;
    const meter = {
      watchEvent: jest.fn(),
      watchOpened: () => {
        open += 1;
        return () => {
          open -= 1;
        };
      },
      listed: jest.fn(),
      failed: jest.fn(),
    };
    await live({ meter });
    expect(meter.listed.mock.calls).toEqual([['first'], ['first']]);
    expect(open).toBe(2);

    observed.cluster.put('apples', { name: 'b', value: 'yellow' });
    await observed.clock.advance(0);
    expect(meter.watchEvent).toHaveBeenCalledWith('put');

    observed.cluster.compact();
    observed.cluster.cutWatches();
    await observed.clock.advance(60_000);
    expect(meter.listed).toHaveBeenCalledWith('compacted');
    expect(open).toBe(2);

    observed.cluster.faults = { forbidden: ['apples'] };
    observed.cluster.compact();
    observed.cluster.cutWatches();
    await observed.clock.advance(60_000);
    expect(meter.failed).toHaveBeenCalledWith('forbidden');
    await observed.stop();
    expect(open).toBe(0);
  });

  it('asks once for all kinds that are not served', async () => {
    await live({ faults: { absent: ['apples', 'pears'] } });
    const asked = observed.cluster.requests.length;
    await observed.clock.advance(90_000);
    const discovery = observed.cluster.requests
      .slice(asked)
      .filter(request => request === 'GET /apis');
    expect(discovery).toHaveLength(1);
  });

  it('leaves a cluster alone until its turn', async () => {
    observed = observeFakeCluster({ delayMs: 5_000 });
    await observed.clock.advance(4_999);
    expect(observed.cluster.requests).toEqual([]);
    expect(observed.history()).toEqual(['connecting']);
    await observed.clock.advance(1_000);
    expect(observed.history()).toEqual(['connecting', 'live']);
  });

  it('reads lists in pages', async () => {
    observed = observeFakeCluster({ settings: { pageSize: 2 } });
    for (let i = 0; i < 5; i++) {
      observed.cluster.put('apples', { name: `a${i}`, value: 'red' });
    }
    await observed.clock.advance(1_000);
    expect(Object.keys(observed.values('apples'))).toHaveLength(5);
    expect(
      observed.cluster.requests.filter(
        request => request === 'GET /apis/example.com/v1/apples',
      ),
    ).toHaveLength(3);
  });

  it.each<[string, Faults, Partial<ClusterState>, string]>([
    [
      'is a black hole',
      { away: 'blackHole' },
      { status: 'unreachable' },
      'timeout',
    ],
    ['refuses', { away: 'refused' }, { status: 'unreachable' }, 'refused'],
    ['is broken', { away: 'broken' }, { status: 'unreachable' }, 'server'],
    ['is too slow', { latencyMs: 9_000 }, { status: 'unreachable' }, 'timeout'],
    [
      'refuses the token',
      { away: 'unauthorized' },
      { status: 'unauthorized' },
      'unauthorized',
    ],
    ['throttles', { away: 'throttled' }, { status: 'stale' }, 'throttled'],
  ])(
    'knows within 15 s that a cluster %s, keeps what it saw, and recovers',
    async (_, faults, expected, kind) => {
      await live();
      observed.cluster.faults = faults;
      await observed.clock.advance(15_000);
      expect(observed.state()).toMatchObject({ ...expected, error: { kind } });
      expect(observed.state()).toHaveProperty('confirmedAt');
      expect(observed.values('apples')).toEqual({ a: 'red' });

      observed.cluster.faults = {};
      observed.cluster.cutWatches();
      observed.cluster.put('apples', { name: 'a', value: 'later' });
      observed.cluster.remove('pears', 'p');
      await observed.clock.advance(60_000);
      expect(observed.state()).toMatchObject({ status: 'live' });
      expect(observed.values('apples')).toEqual({ a: 'later' });
      expect(observed.values('pears')).toEqual({});
    },
  );

  it('waits as long as a throttling cluster asks', async () => {
    await live();
    observed.cluster.faults = { away: 'throttled' };
    await observed.clock.advance(11_000);
    const before = observed.cluster.requests.length;
    await observed.clock.advance(15_000);
    expect(observed.cluster.requests).toHaveLength(before);
  });

  it('asks a cluster that is away ever less often', async () => {
    await live();
    observed.cluster.faults = { away: 'refused' };
    await observed.clock.advance(120_000);
    const before = observed.cluster.requests.length;
    await observed.clock.advance(300_000);
    const asked = observed.cluster.requests.length - before;
    expect(asked).toBeGreaterThan(8);
    expect(asked).toBeLessThan(21);
  });

  it('says that a cluster never answered, without a time', async () => {
    observed = observeFakeCluster({ faults: { away: 'refused' } });
    await observed.clock.advance(1_000);
    expect(observed.state()).toMatchObject({ status: 'unreachable' });
    expect(observed.state()).not.toHaveProperty('confirmedAt');
    expect(observed.knowledge('apples')).toEqual({ status: 'never' });
  });

  it('marks a forbidden kind and leaves the rest live', async () => {
    observed = observeFakeCluster();
    observed.cluster.put('pears', { name: 'p', value: 'green' });
    observed.cluster.faults = { forbidden: ['apples'] };
    await observed.clock.advance(1_000);
    expect(observed.state()).toMatchObject({
      status: 'live',
      forbidden: [{ group: 'example.com', kind: 'APPLES' }],
    });
    expect(observed.values('pears')).toEqual({ p: 'green' });
    expect(observed.knowledge('apples')).toMatchObject({ status: 'forbidden' });

    observed.cluster.put('apples', { name: 'a', value: 'red' });
    observed.cluster.faults = {};
    await observed.clock.advance(80_000);
    expect(observed.state()).toMatchObject({ status: 'live', forbidden: [] });
    expect(observed.values('apples')).toEqual({ a: 'red' });
  });

  it('notices a kind that appears, and one that disappears', async () => {
    observed = observeFakeCluster();
    observed.cluster.put('apples', { name: 'a', value: 'red' });
    observed.cluster.faults = { absent: ['apples'] };
    await observed.clock.advance(1_000);
    expect(observed.state()).toMatchObject({ status: 'live', forbidden: [] });
    expect(observed.knowledge('apples')).toMatchObject({ status: 'absent' });

    observed.cluster.faults = {};
    await observed.clock.advance(80_000);
    expect(observed.values('apples')).toEqual({ a: 'red' });

    observed.cluster.faults = { absent: ['apples'] };
    observed.cluster.cutWatches();
    await observed.clock.advance(30_000);
    expect(observed.knowledge('apples')).toMatchObject({ status: 'absent' });
    expect(observed.values('apples')).toEqual({});
    expect(observed.state()).toMatchObject({ status: 'live' });
  });

  it('does not take the silence of an API server that starts for absence', async () => {
    await live();
    observed.cluster.faults = { away: 'refused' };
    await observed.clock.advance(20_000);
    observed.cluster.faults = { starting: true };
    await observed.clock.advance(40_000);
    expect(observed.values('apples')).toEqual({ a: 'red' });
    expect(observed.knowledge('apples')).toMatchObject({ status: 'observed' });
    expect(observed.state()).toMatchObject({ status: 'stale' });

    observed.cluster.faults = {};
    observed.cluster.put('apples', { name: 'b', value: 'new' });
    await observed.clock.advance(40_000);
    expect(observed.values('apples')).toEqual({ a: 'red', b: 'new' });
    expect(observed.state()).toMatchObject({ status: 'live' });
  });

  it('lists again after compaction, whether it is told early or late', async () => {
    await live();
    observed.cluster.put('apples', { name: 'b', value: 'new' });
    observed.cluster.compact();
    observed.cluster.cutWatches();
    await observed.clock.advance(5_000);
    expect(observed.values('apples')).toEqual({ a: 'red', b: 'new' });
    expect(observed.history()).toEqual(['connecting', 'live']);
  });

  it('stays live while watches are cut every 5 s', async () => {
    await live();
    for (let i = 0; i < 12; i++) {
      observed.cluster.cutWatches();
      observed.cluster.put('apples', { name: 'a', value: `v${i}` });
      await observed.clock.advance(1_000);
      expect(observed.values('apples')).toEqual({ a: `v${i}` });
      await observed.clock.advance(4_000);
    }
    expect(observed.history()).toEqual(['connecting', 'live']);
  });

  it('passes over malformed objects, says so once, and keeps what it knew', async () => {
    await live();
    observed.cluster.put('apples', { name: 'bad', value: 1 });
    observed.cluster.put('apples', { name: 'worse', value: 2 });
    observed.cluster.put('apples', { name: 'a', value: 3 });
    observed.cluster.sendRaw('apples', 'ADDED', { no: 'metadata' });
    observed.cluster.put('apples', { name: 'b', value: 'fine' });
    await observed.clock.advance(0);
    expect(observed.values('apples')).toEqual({ a: 'red', b: 'fine' });
    expect(observed.state()).toMatchObject({ status: 'live' });
    expect(observed.logger.warn).toHaveBeenCalledTimes(1);

    observed.cluster.compact();
    observed.cluster.cutWatches();
    await observed.clock.advance(10_000);
    expect(observed.values('apples')).toEqual({ a: 'red', b: 'fine' });
  });

  it('drops an object that ceases to concern it', async () => {
    await live();
    observed.cluster.put('apples', { name: 'a', value: 'ignore' });
    await observed.clock.advance(0);
    expect(observed.values('apples')).toEqual({});
  });

  it('gives up a watch that is silent for too long', async () => {
    await live({ settings: { watchIdleMs: 20_000 } });
    const before = observed.cluster.requests.filter(request =>
      request.startsWith('WATCH'),
    ).length;
    await observed.clock.advance(25_000);
    const after = observed.cluster.requests.filter(request =>
      request.startsWith('WATCH'),
    ).length;
    expect(after).toBeGreaterThan(before);
    expect(observed.cluster.openWatches).toBe(2);
    expect(observed.history()).toEqual(['connecting', 'live']);
  });

  it.each([-3_600_000, 3_600_000])(
    'follows on when the clock is set by %d ms, and gives up silence in time',
    async skew => {
      await live({ settings: { watchIdleMs: 20_000 } });
      const watches = () =>
        observed.cluster.requests.filter(request => request.startsWith('WATCH'))
          .length;
      observed.clock.set(skew);
      observed.cluster.put('apples', { name: 'b', value: 'yellow' });
      await observed.clock.advance(0);
      expect(observed.values('apples')).toEqual({ a: 'red', b: 'yellow' });
      const before = watches();
      await observed.clock.advance(45_000);
      expect(watches()).toBeGreaterThan(before);
      expect(observed.cluster.openWatches).toBe(2);
      expect(observed.history()).toEqual(['connecting', 'live']);
    },
  );

  it('logs one line for each change of state', async () => {
    await live();
    observed.cluster.faults = { away: 'refused' };
    await observed.clock.advance(300_000);
    observed.cluster.faults = {};
    await observed.clock.advance(40_000);
    expect(observed.logger.info.mock.calls.map(([line]) => line)).toEqual([
      "Cluster 'eu' is live",
      expect.stringContaining("Cluster 'eu' is stale"),
      "Cluster 'eu' is live",
    ]);
    expect(observed.logger.warn.mock.calls.map(([line]) => line)).toEqual([
      expect.stringContaining("Cluster 'eu' is unreachable"),
    ]);
  });

  it('confirms a quiet cluster without a new version of the fleet', async () => {
    await live();
    const { version } = observed.fleet.snapshot();
    const before = observed.state();
    await observed.clock.advance(70_000);
    expect(observed.fleet.snapshot().version).toBe(version);
    expect(observed.state()).not.toEqual(before);
  });
});
