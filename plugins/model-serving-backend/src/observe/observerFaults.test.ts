import { apple } from '../__testUtils__/apples';
import { observeFakeCluster } from '../__testUtils__/observed';

type Observed = ReturnType<typeof observeFakeCluster>;

describe('ClusterObserver, fault by fault', () => {
  let observed: Observed;

  afterEach(async () => {
    await observed.stop();
    const { cluster, clock } = observed;
    if (cluster.openWatches > 0 || clock.sleepers > 0) {
      throw new Error('Watches or sleepers are left behind');
    }
  });

  async function live(options?: Parameters<typeof observeFakeCluster>[0]) {
    observed = observeFakeCluster(options);
    observed.cluster.put('apples', { name: 'a', value: 'red' });
    observed.cluster.put('pears', { name: 'p', value: 'green' });
    await observed.clock.advance(1_000);
  }

  /** Makes it look again at what the cluster serves. */
  function relist() {
    observed.cluster.compact();
    observed.cluster.cutWatches();
  }

  describe('discovery that is not complete', () => {
    it('keeps and follows a kind that can be listed where it was', async () => {
      await live();
      observed.cluster.faults = { undiscovered: ['apples'] };
      relist();
      for (let second = 0; second < 60; second++) {
        await observed.clock.advance(1_000);
        expect(observed.values('apples')).toEqual({ a: 'red' });
      }
      observed.cluster.put('apples', { name: 'a', value: 'brown' });
      await observed.clock.advance(0);
      expect(observed.values('apples')).toEqual({ a: 'brown' });
      expect(observed.history()).toEqual(['connecting', 'live']);
      expect(observed.cluster.openWatches).toBe(2);
    });

    it('keeps a kind that another server behind the address does not know yet', async () => {
      await live();
      observed.cluster.faults = { absent: ['apples'] };
      relist();
      await observed.clock.advance(3_000);
      observed.cluster.faults = {};
      for (let second = 0; second < 30; second++) {
        await observed.clock.advance(1_000);
        expect(observed.values('apples')).toEqual({ a: 'red' });
      }
      expect(observed.knowledge('apples')).toMatchObject({
        status: 'observed',
      });
      expect(observed.cluster.openWatches).toBe(2);
    });

    it('keeps what is remembered from before a restart in the same way', async () => {
      await live({
        faults: { undiscovered: ['apples'] },
        before: (sink, { resource }) =>
          sink.replace(resource, [apple('a', 'old')], '2026-01-01T00:00:00Z', {
            version: 'v1',
          }),
      });
      expect(observed.values('apples')).toEqual({ a: 'red' });
      expect(observed.history()).toEqual(['connecting', 'live']);
    });

    it('believes within 30 s that a kind is gone', async () => {
      await live();
      observed.cluster.faults = { absent: ['apples'] };
      relist();
      await observed.clock.advance(30_000);
      expect(observed.knowledge('apples')).toMatchObject({ status: 'absent' });
      expect(observed.values('apples')).toEqual({});
    });

    it('tells of a kind that is in discovery and nowhere else', async () => {
      await live();
      observed.cluster.faults = { unlistable: ['apples'] };
      relist();
      await observed.clock.advance(30_000);
      expect(observed.state()).toMatchObject({ status: 'stale' });
      expect(observed.values('apples')).toEqual({ a: 'red' });
      observed.cluster.faults = {};
      await observed.clock.advance(60_000);
      expect(observed.state()).toMatchObject({ status: 'live' });
    });
  });

  it('equals the cluster again after a backup of it was restored', async () => {
    await live();
    const backup = observed.cluster.backup();
    observed.cluster.put('apples', { name: 'b', value: 'undone' });
    observed.cluster.remove('pears', 'p');
    await observed.clock.advance(1_000);
    observed.cluster.restore(backup);
    observed.cluster.cutWatches();
    // Its watches begin at versions that are to come, and hear nothing.
    await observed.clock.advance(200_000);
    expect(observed.values('apples')).toEqual({ a: 'red' });
    expect(observed.values('pears')).toEqual({ p: 'green' });
  });

  it('lists again when a bookmark goes back in time', async () => {
    await live();
    observed.cluster.put('apples', { name: 'b', value: 'undone' });
    await observed.clock.advance(1_000);
    observed.cluster.forget('apples', 'b');
    observed.cluster.sendBookmark('apples', 50);
    await observed.clock.advance(10_000);
    expect(observed.values('apples')).toEqual({ a: 'red' });
  });

  it('lists again after a connection that was half open', async () => {
    await live();
    observed.cluster.muteWatches();
    observed.cluster.put('apples', { name: 'b', value: 'unheard' });
    await observed.clock.advance(200_000);
    expect(observed.values('apples')).toEqual({ a: 'red', b: 'unheard' });
    expect(observed.cluster.openWatches).toBe(2);
    expect(observed.history()).toEqual(['connecting', 'live']);
  });

  it.each([
    ['as an event', {}],
    ['as a status', { goneByHttp: true }],
  ])('lists again when it is told 410 %s', async (_, faults) => {
    await live();
    observed.cluster.faults = faults;
    observed.cluster.put('apples', { name: 'b', value: 'new' });
    relist();
    await observed.clock.advance(5_000);
    expect(observed.values('apples')).toEqual({ a: 'red', b: 'new' });
    expect(observed.history()).toEqual(['connecting', 'live']);
  });

  it('goes on while every watch lives for 5 s', async () => {
    await live();
    observed.cluster.faults = { watchLifeMs: 5_000 };
    observed.cluster.cutWatches();
    for (let i = 0; i < 20; i++) {
      observed.cluster.put('apples', { name: 'a', value: `v${i}` });
      await observed.clock.advance(3_000);
      expect(observed.values('apples')).toEqual({ a: `v${i}` });
    }
    expect(observed.history()).toEqual(['connecting', 'live']);
  });

  it('reads pages that are too large in smaller ones', async () => {
    await live();
    for (let i = 0; i < 50; i++) {
      const name = `b${i}`;
      observed.cluster.put('apples', { name, value: 'x', padding: 1_000_000 });
    }
    observed.cluster.faults = { largestPage: 12 };
    relist();
    await observed.clock.advance(10_000);
    expect(Object.keys(observed.values('apples'))).toHaveLength(51);
    expect(observed.history()).toEqual(['connecting', 'live']);
  });

  it('is told within 15 s as it is now, not as it was throttled', async () => {
    await live();
    observed.cluster.faults = { away: 'throttled', retryAfterMs: 60_000 };
    await observed.clock.advance(12_000);
    expect(observed.state()).toMatchObject({ error: { kind: 'throttled' } });
    observed.cluster.faults = { away: 'garbled' };
    observed.cluster.cutWatches();
    await observed.clock.advance(14_000);
    expect(observed.state()).toMatchObject({
      status: 'stale',
      error: { kind: 'protocol' },
    });
  });

  it('does not wait for a day because a cluster asks for it', async () => {
    await live();
    observed.cluster.faults = { away: 'throttled', retryAfterMs: 86_400_000 };
    await observed.clock.advance(12_000);
    expect(observed.state()).toMatchObject({ status: 'stale' });
    observed.cluster.faults = {};
    await observed.clock.advance(130_000);
    expect(observed.state()).toMatchObject({ status: 'live' });
  });
});
