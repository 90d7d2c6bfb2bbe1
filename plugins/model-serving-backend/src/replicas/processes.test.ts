import createKnex from 'knex';
import { fleetDatabases } from '../__testUtils__/databases';
import { DatabaseLink } from '../__testUtils__/DatabaseLink';
import { ProcessWorld } from '../__testUtils__/ProcessWorld';
import type { ReplicaProcess } from '../__testUtils__/ProcessWorld';

const CLUSTERS = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'];
const TAKE_OVER_MS = 30_000;
/** The default of `takeOverAfter`. */
const TAKE_OVER_AFTER_S = 15;
const databases = fleetDatabases();
jest.setTimeout(180_000);

// Where there is none, a test above is shown as skipped and says why.
if (databases.postgres) {
  describe('replicas as processes on PostgreSQL', () => {
    let world: ProcessWorld;

    beforeEach(async () => {
      world = await ProcessWorld.start(CLUSTERS);
    });
    afterEach(() => world.stop());

    async function start(
      takeOverSeconds = 5,
      addresses?: (database: string) => Promise<string[]>,
    ): Promise<ReplicaProcess[]> {
      const connection = await databases.openEmpty();
      const [a = connection, b = connection, c = connection] =
        (await addresses?.(connection)) ?? [];
      const replicas = await Promise.all(
        [a, b, c].map(address => world.replica(address, takeOverSeconds)),
      );
      await world.until(everywhere(replicas, 'first'), TAKE_OVER_MS);
      await acquainted(connection, replicas.length);
      return replicas;
    }

    /**
     * Whoever was alone when it last looked goes on without a database. Each
     * has looked, and seen all others, when its beat rose twice since.
     */
    async function acquainted(connection: string, count: number) {
      const knex = createKnex({
        client: 'pg',
        connection: { connectionString: connection },
      });
      const beats = async () => {
        const rows = await knex('replicas').select('id', 'beat');
        return new Map(rows.map(({ id, beat }) => [id, Number(beat)]));
      };
      try {
        let first = new Map<string, number>();
        await world.until(async () => {
          first = await beats();
          return first.size === count;
        }, TAKE_OVER_MS);
        await world.until(async () => {
          const now = await beats();
          return [...first].every(
            ([id, beat]) => (now.get(id) ?? 0) >= beat + 2,
          );
        }, TAKE_OVER_MS);
      } finally {
        await knex.destroy();
      }
    }

    /** Waits for it, and sees what users see meanwhile: never a gap. */
    async function untilWithoutGap(
      replicas: ReplicaProcess[],
      value: string,
      boundMs = TAKE_OVER_MS,
    ) {
      const gaps: string[] = [];
      await world.until(async () => {
        for (const replica of replicas) {
          const seen = await replica.see();
          gaps.push(...CLUSTERS.filter(name => !seen[name]?.value));
        }
        return everywhere(replicas, value)();
      }, boundMs);
      expect(gaps).toEqual([]);
    }

    /** Every cluster is live for the users of every replica. */
    function everywhere(replicas: ReplicaProcess[], value: string) {
      return async () => {
        const seen = await Promise.all(replicas.map(replica => replica.see()));
        return seen.every(clusters =>
          CLUSTERS.every(
            name =>
              clusters[name]?.status === 'live' &&
              clusters[name].value === value,
          ),
        );
      };
    }

    function ownerOf(cluster: string, replicas: ReplicaProcess[]) {
      const [pid] = world.awake(cluster);
      const owner = replicas.find(replica => replica.pid === pid);
      if (!owner) {
        throw new Error(`Nobody observes ${cluster}`);
      }
      return { owner, rest: replicas.filter(replica => replica !== owner) };
    }

    const changeAll = (value: string) =>
      CLUSTERS.forEach(name => world.change(name, value));

    it('go on within 30 s when one is killed', async () => {
      const { owner, rest } = ownerOf('c0', await start(TAKE_OVER_AFTER_S));
      owner.child.kill('SIGKILL');
      changeAll('second');
      await untilWithoutGap(rest, 'second');
      expect(world.doubles).toEqual([]);
    });

    it.each([
      ['silence', TAKE_OVER_AFTER_S],
      ['refusal', 5],
    ] as const)(
      'go on when one is cut off from the database by %s, and take it back',
      async (how, takeOverSeconds) => {
        const links: DatabaseLink[] = [];
        try {
          const replicas = await start(takeOverSeconds, async database => {
            for (let i = 0; i < 3; i++) {
              links.push(await DatabaseLink.open(database));
            }
            return links.map(({ address }) => address);
          });
          const { owner, rest } = ownerOf('c0', replicas);
          const link = links[replicas.indexOf(owner)];
          link?.cut(how);
          changeAll('second');
          await untilWithoutGap(rest, 'second');
          const taken = CLUSTERS.map(name => world.awake(name));
          expect(taken.flat()).toHaveLength(CLUSTERS.length);
          expect(taken.flat()).not.toContain(owner.pid);
          // Its own users see the last that it knew, and that it is old.
          const seen = await owner.see();
          expect(CLUSTERS.filter(name => !seen[name]?.value)).toEqual([]);

          link?.heal();
          changeAll('third');
          await untilWithoutGap(replicas, 'third');
          expect(world.doubles).toEqual([]);
        } finally {
          await Promise.all(links.map(link => link.close()));
        }
      },
    );

    it('go on when one stops in good order', async () => {
      const { owner, rest } = ownerOf('c0', await start());
      const ended = new Promise(resolve => owner.child.once('exit', resolve));
      owner.child.kill('SIGTERM');
      expect(await ended).toBe(0);
      changeAll('second');
      await world.until(everywhere(rest, 'second'), TAKE_OVER_MS);
      expect(world.doubles).toEqual([]);
    });

    it('go on when one is stopped, and refuse it afterwards', async () => {
      const replicas = await start();
      const { owner, rest } = ownerOf('c0', replicas);
      world.frozen.add(owner.pid);
      owner.child.kill('SIGSTOP');
      // Waits in its sockets until it is thawed.
      changeAll('out of date');
      changeAll('second');
      await world.until(everywhere(rest, 'second'), TAKE_OVER_MS);
      const taken = CLUSTERS.every(name => world.awake(name).length === 1);
      expect(taken).toBe(true);

      // What only the thawed one hears, from a connection of its own.
      world.observers.get('c0')?.get(owner.pid)?.write('a lie\n');
      const told: (string | undefined)[] = [];
      owner.child.kill('SIGCONT');
      await world.until(async () => {
        for (const replica of rest) {
          told.push((await replica.see()).c0?.value);
        }
        return world.observers.get('c0')?.has(owner.pid) === false;
      }, TAKE_OVER_MS);
      world.frozen.delete(owner.pid);
      changeAll('third');
      await world.until(everywhere(replicas, 'third'), TAKE_OVER_MS);
      expect(told).not.toContain('a lie');
      expect(world.doubles).toEqual([]);
    });
  });
}
