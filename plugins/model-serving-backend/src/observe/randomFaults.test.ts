import type { Faults } from '../__testUtils__/FakeCluster';
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
  { away: 'unauthorized' },
  { away: 'throttled' },
  { away: 'broken' },
  { latencyMs: 2_000 },
  { latencyMs: 6_000 },
  { forbidden: ['apples'] },
  { absent: ['pears'] },
  { starting: true },
  { disorder: 0.4 },
  { disorder: 0.8 },
  { disorder: 0.4, latencyMs: 500 },
];

const KINDS = ['apples', 'pears'] as const;

async function runSchedule(seed: number): Promise<void> {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => {
    const item = from[Math.floor(random() * from.length)];
    if (item === undefined) {
      throw new Error('Nothing to pick from');
    }
    return item;
  };
  const observed = observeFakeCluster({ random, settings: { pageSize: 3 } });
  const { cluster, clock } = observed;
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  try {
    for (let step = 0; step < 60; step++) {
      const action = random();
      if (action < 0.45) {
        // Several at once, so that a disordered watch can mix them up.
        const kind = pick(KINDS);
        for (let change = 0; change < 4; change++) {
          const value = `v${step}.${change}`;
          cluster.put(kind, { name: pick(names), value });
        }
        cluster.remove(kind, pick(names));
      } else if (action < 0.6) {
        cluster.remove(pick(KINDS), pick(names));
      } else if (action < 0.75) {
        cluster.faults = pick(FAULTS);
      } else if (action < 0.85) {
        cluster.cutWatches();
      } else if (action < 0.92) {
        cluster.compact();
      }
      await clock.advance(random() < 0.5 ? random() * 500 : random() * 20_000);
    }
    cluster.faults = {};
    await clock.advance(200_000);
    for (const kind of KINDS) {
      expect({ seed, kind, values: observed.values(kind) }).toEqual({
        seed,
        kind,
        values: cluster.contents(kind),
      });
    }
    expect(observed.state()).toMatchObject({ status: 'live', forbidden: [] });
    expect(cluster.openWatches).toBe(KINDS.length);
  } finally {
    await observed.stop();
  }
  expect(clock.sleepers).toBe(0);
}

describe('after any faults', () => {
  it.each(Array.from({ length: 60 }, (_, index) => index + 1))(
    'the state equals a fresh list (seed %i)',
    async seed => {
      await runSchedule(seed);
      expect.hasAssertions();
    },
  );
});
