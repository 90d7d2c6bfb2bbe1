import { fleetDatabases } from '../__testUtils__/databases';
import { ProcessWorld } from '../__testUtils__/ProcessWorld';
import type { ReplicaProcess } from '../__testUtils__/ProcessWorld';

const CLUSTERS = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'];
const TAKE_OVER_MS = 30_000;
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

    async function start(): Promise<ReplicaProcess[]> {
      const connection = await databases.openEmpty();
      const replicas = await Promise.all(
        [1, 2, 3].map(() => world.replica(connection, 5)),
      );
      await world.until(everywhere(replicas, 'first'), TAKE_OVER_MS);
      return replicas;
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

    it('go on when one is killed', async () => {
      const { owner, rest } = ownerOf('c0', await start());
      owner.child.kill('SIGKILL');
      changeAll('second');
      await world.until(everywhere(rest, 'second'), TAKE_OVER_MS);
      expect(world.doubles).toEqual([]);
    });

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
