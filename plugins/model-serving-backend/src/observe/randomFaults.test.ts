import type { Faults } from '../__testUtils__/fakeFaults';
import { observeFakeCluster } from '../__testUtils__/observed';

/** Mulberry32, a small generator with a seed: a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const FAULTS: readonly Faults[] = [
  {},
  {},
  { away: 'blackHole' },
  { away: 'refused' },
  { away: 'tls' },
  { away: 'unauthorized' },
  { away: 'throttled' },
  { away: 'throttled', retryAfterMs: 86_400_000 },
  { away: 'broken' },
  { away: 'garbled' },
  { latencyMs: 2_000 },
  { latencyMs: 6_000 },
  { forbidden: ['apples'] },
  { absent: ['pears'] },
  { undiscovered: ['apples', 'pears'] },
  { unlistable: ['pears'] },
  { starting: true },
  { goneByHttp: true },
  { largestPage: 12 },
  { watchLifeMs: 5_000 },
  { watchLifeMs: 5_000, latencyMs: 2_000 },
  { disorder: 0.4 },
  { disorder: 0.8 },
  { disorder: 0.4, latencyMs: 500 },
];

const KINDS = ['apples', 'pears'] as const;
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const MEGABYTE = 1_000_000;
/** More of them: `MODELFLEET_SEEDS=2000 npm test -- randomFaults`. */
const SEEDS = Number(process.env.MODELFLEET_SEEDS ?? 60);

async function runSchedule(seed: number): Promise<void> {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => {
    const item = from[Math.floor(random() * from.length)];
    if (item === undefined) {
      throw new Error('Nothing to pick from');
    }
    return item;
  };
  const pageSize = pick([3, 40]);
  const observed = observeFakeCluster({ random, settings: { pageSize } });
  const { cluster, clock } = observed;
  const put = (kind: (typeof KINDS)[number], value: unknown) => {
    const padding = random() < 0.05 ? MEGABYTE : 0;
    cluster.put(kind, { name: pick(NAMES), value, padding });
  };
  /** Its chance, and what happens. */
  const actions: readonly (readonly [number, (step: number) => unknown])[] = [
    [
      0.4,
      step => {
        // Several at once, so that a disordered watch can mix them up.
        const kind = pick(KINDS);
        for (let change = 0; change < 4; change++) {
          put(kind, `v${step}.${change}`);
        }
        cluster.remove(kind, pick(NAMES));
      },
    ],
    [0.1, () => cluster.remove(pick(KINDS), pick(NAMES))],
    [0.05, step => put(pick(KINDS), step)],
    [0.03, () => cluster.sendRaw(pick(KINDS), 'ADDED', { no: 'metadata' })],
    [
      0.17,
      () => {
        cluster.faults = pick(FAULTS);
      },
    ],
    [0.08, () => cluster.cutWatches()],
    [0.05, () => cluster.compact()],
    [0.05, () => cluster.muteWatches()],
    [0.04, () => clock.set((random() - 0.5) * 7_200_000)],
    [
      0.03,
      async () => {
        // Servers are down while etcd is restored from a backup.
        const backup = cluster.backup();
        put(pick(KINDS), 'undone');
        await clock.advance(random() * 10_000);
        cluster.faults = { away: 'refused' };
        cluster.cutWatches();
        await clock.advance(20_000);
        cluster.restore(backup);
        cluster.faults = {};
      },
    ],
  ];
  try {
    // Never touched again: whatever happens, it stays.
    cluster.put('apples', { name: 'keeper', value: 'kept' });
    await clock.advance(1_000);
    for (let step = 0; step < 60; step++) {
      let left = random();
      for (const [chance, act] of actions) {
        if (left >= 0 && left < chance) {
          await act(step);
        }
        left -= chance;
      }
      await clock.advance(random() < 0.5 ? random() * 500 : random() * 20_000);
      expect({ seed, step, ...observed.values('apples') }).toMatchObject({
        keeper: 'kept',
      });
    }
    cluster.faults = {};
    // What cannot be read stays as it was known until it can be.
    for (const kind of KINDS) {
      for (const name of cluster.malformed(kind)) {
        cluster.put(kind, { name, value: 'mended' });
      }
    }
    await clock.advance(400_000);
    for (const kind of KINDS) {
      expect({ seed, kind, values: observed.values(kind) }).toEqual({
        seed,
        kind,
        values: cluster.contents(kind),
      });
    }
    expect(observed.state()).toMatchObject({ status: 'live', forbidden: [] });
    // One may have come to its end in this very moment, to be taken up again.
    if (cluster.openWatches < KINDS.length) {
      await clock.advance(1_000);
    }
    expect(cluster.openWatches).toBe(KINDS.length);
  } finally {
    await observed.stop();
  }
  expect(clock.sleepers).toBe(0);
}

describe('after any faults', () => {
  it.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
    'the state equals a fresh list (seed %i)',
    async seed => {
      await runSchedule(seed);
      expect.hasAssertions();
    },
  );
});
