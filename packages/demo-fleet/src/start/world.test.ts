import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ManualTime } from '../clock/time';
import { SEED_URL } from '../git/seed';
import { createWorld } from './world';

const START = Date.parse('2026-11-01T08:00:00Z');

/** Everything that a fleet holds after some minutes of its life. */
async function live(seed: string, minutes: number): Promise<string[]> {
  const data = await mkdtemp(join(tmpdir(), 'demo-fleet-world-'));
  const time = ManualTime.create(START);
  const world = await createWorld({
    dataDirectory: data,
    seedDirectory: resolve(__dirname, '../../../../examples/gitops'),
    fresh: true,
    seed,
    speed: 1,
    history: false,
    flakyLink: true,
    bookmarkMs: 5_000,
    token: 'test-token',
    gitUrl: SEED_URL,
    ports: [],
    time,
    onError: error => {
      throw error;
    },
  });
  time.advance(minutes * 60_000);
  const objects = world.clusters.flatMap(({ cluster }) =>
    cluster.served.flatMap(collection =>
      collection.list().map(object => JSON.stringify(object)),
    ),
  );
  await world.stop();
  await rm(data, { recursive: true, force: true });
  return objects;
}

describe('a fleet', () => {
  it('lives the same life for the same seed, to the last uid', async () => {
    const first = await live('seven', 5);
    expect(await live('seven', 5)).toEqual(first);
    expect(first.length).toBeGreaterThan(100);
    expect(await live('eight', 5)).not.toEqual(first);
  }, 30_000);
});
