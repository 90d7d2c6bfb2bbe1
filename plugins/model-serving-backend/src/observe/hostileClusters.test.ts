import { podProjection } from '@modelfleet/backstage-plugin-model-serving-common';
import type { FakeCluster } from '../__testUtils__/FakeCluster';
import { observeFakeCluster } from '../__testUtils__/observed';
import { crashedPod } from '../__testUtils__/troubled';
import type { ClusterTransport } from '../transport';
import { sizeOf } from './sizeOf';

const APPLES = '/apis/example.com/v1/apples';
const MEGABYTE = 1_000_000;

type Page = (query: URLSearchParams) => unknown;

function raw(name: string, rv: number | string, value = 'x'): object {
  return {
    metadata: { name, uid: name, resourceVersion: String(rv) },
    spec: { value },
  };
}

/** A cluster of which one kind is listed as the test says. */
function lists(page: Page, asked = { pages: 0 }) {
  return (cluster: FakeCluster): ClusterTransport => ({
    get: async (path, options) => {
      const url = new URL(path, 'http://cluster');
      if (url.pathname !== APPLES) {
        return cluster.get(path, options);
      }
      asked.pages += 1;
      return page(url.searchParams);
    },
    getText: (...args) => cluster.getText(...args),
    watch: (...args) => cluster.watch(...args),
    close: () => cluster.close(),
  });
}

/** One whose watches of a kind say what the test says. */
function watches(events: (from: number) => Iterable<unknown>) {
  return (cluster: FakeCluster): ClusterTransport => ({
    get: (...args) => cluster.get(...args),
    getText: (...args) => cluster.getText(...args),
    async *watch(path, options) {
      const url = new URL(path, 'http://cluster');
      if (url.pathname === APPLES) {
        yield* events(Number(url.searchParams.get('resourceVersion')));
      }
      yield* cluster.watch(path, options);
    },
    close: () => cluster.close(),
  });
}

jest.setTimeout(30_000);

describe('a cluster that sends more than it should', () => {
  let observed: ReturnType<typeof observeFakeCluster>;

  afterEach(() => observed.stop());

  function kept(): number {
    return sizeOf(observed.values('apples'), Infinity);
  }

  /** The rest of the cluster is known all the same. */
  function expectTold(message: string) {
    expect(observed.state()).toMatchObject({
      status: 'stale',
      error: {
        kind: 'protocol',
        message: expect.stringContaining(message),
      },
    });
    expect(observed.knowledge('pears')).toMatchObject({ status: 'observed' });
  }

  it('gives up a list whose pages never end, and comes back to it rarely', async () => {
    const asked = { pages: 0 };
    observed = observeFakeCluster({
      settings: { maxPages: 50 },
      between: lists(
        () => ({
          metadata: { resourceVersion: '1', continue: `t${asked.pages}` },
          items: [raw(`n${asked.pages}`, asked.pages)],
        }),
        asked,
      ),
    });
    await observed.clock.advance(60_000);
    expectTold('does not come to an end');
    expect(asked.pages).toBe(50);
    expect(kept()).toBe(0);
    expect(observed.state()).toHaveProperty('error.advice');
    await observed.clock.advance(600_000);
    expect(asked.pages).toBeLessThanOrEqual(300);
  });

  it('gives up a list that goes round in a circle at once', async () => {
    const asked = { pages: 0 };
    observed = observeFakeCluster({
      between: lists(
        () => ({
          metadata: { resourceVersion: '1', continue: 'again' },
          items: [],
        }),
        asked,
      ),
    });
    await observed.clock.advance(60_000);
    expectTold('does not come to an end');
    expect(asked.pages).toBe(2);
  });

  it('gives up a list of which more would be kept than there is room for', async () => {
    const asked = { pages: 0 };
    observed = observeFakeCluster({
      settings: { maxKindSize: 10 * MEGABYTE },
      between: lists(() => {
        const items = [1, 2, 3].map(i =>
          raw(`n${asked.pages}-${i}`, 1, 'y'.repeat(MEGABYTE)),
        );
        const metadata = {
          resourceVersion: '1',
          continue: `t${asked.pages}`,
        };
        return { metadata, items };
      }, asked),
    });
    await observed.clock.advance(60_000);
    expectTold('has more of');
    expect(asked.pages).toBe(4);
    expect(kept()).toBe(0);
  });

  it.each([
    ['continuation', { resourceVersion: '1', continue: 'x'.repeat(MEGABYTE) }],
    ['version', { resourceVersion: '1'.repeat(MEGABYTE) }],
  ])('takes no %s of a megabyte', async (_, metadata) => {
    observed = observeFakeCluster({
      between: lists(() => ({ metadata, items: [] })),
    });
    await observed.clock.advance(10_000);
    expect(observed.knowledge('apples')).toEqual({ status: 'never' });
    expectTold('something that is no list');
  });

  it('passes over objects that are larger than any that is stored', async () => {
    observed = observeFakeCluster({
      between: lists(() => ({
        metadata: { resourceVersion: '100' },
        items: [
          raw('small', 1),
          raw('large', 2, 'x'.repeat(2 * MEGABYTE)),
          raw('x'.repeat(MEGABYTE), 3),
        ],
      })),
    });
    await observed.clock.advance(1_000);
    expect(observed.values('apples')).toEqual({ small: 'x' });
    expect(observed.state()).toMatchObject({ status: 'live' });
    expect(observed.knowledge('apples')).toMatchObject({ unreadable: 1 });
  });

  it('keeps nothing of 1 MB objects but what it reads', async () => {
    observed = observeFakeCluster();
    for (let i = 0; i < 100; i++) {
      const name = `n${i}`;
      observed.cluster.put('apples', { name, value: 'x', padding: MEGABYTE });
    }
    await observed.clock.advance(1_000);
    expect(Object.keys(observed.values('apples'))).toHaveLength(100);
    expect(kept()).toBeLessThan(10_000);
  });

  it('keeps one record and tells its readers seldom in a storm of events', async () => {
    let sent = 0;
    observed = observeFakeCluster({
      between: watches(function* storm(from) {
        for (let rv = from + 1; rv <= from + 5_000 && sent < 5_000; rv++) {
          sent += 1;
          yield { type: 'MODIFIED', object: raw('a', rv, `v${rv}`) };
        }
      }),
    });
    let told = 0;
    observed.fleet.subscribe(() => {
      told += 1;
    });
    await observed.clock.advance(1_000);
    expect(sent).toBe(5_000);
    expect(Object.keys(observed.values('apples'))).toEqual(['a']);
    expect(told).toBeLessThan(100);
  });

  it('counts again, by a list, when ever more objects come by events', async () => {
    let sent = 0;
    observed = observeFakeCluster({
      settings: { maxKindSize: 5 * MEGABYTE },
      between: watches(function* flood(from) {
        for (let rv = from + 1; sent < 100; rv++) {
          sent += 1;
          const value = 'x'.repeat(MEGABYTE / 2);
          yield { type: 'ADDED', object: raw(`n${sent}`, rv, value) };
        }
      }),
    });
    let most = 0;
    for (let i = 0; i < 200; i++) {
      await observed.clock.advance(200);
      most = Math.max(most, kept());
    }
    // What was never in a list goes with the next, before more than that.
    expect(sent).toBeGreaterThan(30);
    expect(most).toBeLessThan(7 * MEGABYTE);
  });

  it('has bounds for what a pod of the largest size leaves', () => {
    observed = observeFakeCluster();
    const pod = {
      ...crashedPod('a'),
      status: {
        phase: 'Failed',
        message: 'm'.repeat(MEGABYTE),
        reason: 'Evicted',
        conditions: [
          { type: 'Ready', status: 'False', message: 'c'.repeat(MEGABYTE) },
        ],
      },
    };
    const record = podProjection.project(pod);
    expect(sizeOf(record, Infinity)).toBeLessThan(5_000);
  });
});
