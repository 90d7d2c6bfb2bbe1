import { mockServices } from '@backstage/backend-test-utils';
import { observedProjections } from '@modelfleet/backstage-plugin-model-serving-common';
import createKnex from 'knex';
import type { Knex } from 'knex';
import { apple, apples } from '../__testUtils__/apples';
import { fleetDatabases } from '../__testUtils__/databases';
import { TestWorld } from '../__testUtils__/TestWorld';
import { migrate, openDatabase } from './migrate';
import { STORED_FORMAT } from './parseStored';

const DAY_MS = 24 * 3_600_000;
const databases = fleetDatabases();
jest.setTimeout(60_000);

describe.each(databases.ids)('the fleet in %s', (_, id) => {
  let world: TestWorld;
  const sole = { sole: true };

  async function observed(clusters = 1) {
    world = TestWorld.create(await databases.open(id), clusters);
    const replica = world.replica(sole);
    await world.until(() => replica.status('c0') === 'live', 5_000);
    await world.advance(2_000);
    return replica;
  }

  async function kept(cluster = 'c0'): Promise<Record<string, string>> {
    const rows = await world
      .knex('records')
      .where({ cluster })
      .whereNotNull('record');
    return Object.fromEntries(
      rows.map(({ key, record }) => [key, JSON.parse(record).value]),
    );
  }

  const sequence = async () =>
    Number((await world.knex('clusters').where({ name: 'c0' }).first()).seq);

  afterEach(() => world.stop());

  it('is seen with its age after a restart, before any cluster answers', async () => {
    const before = await observed();
    world.change('c0', 'b', 'second');
    const changedAt = before.changedAt('c0', 'b');
    const confirmedAt = world.clock.now().toISOString();
    await world.advance(500);
    await before.stop();

    await world.clock.advance(3_600_000);
    const after = world.replica({ ...sole, answers: false });
    await world.until(() => after.status('c0') !== undefined, 1_000);
    await world.advance(60_000);
    expect(after.values('c0')).toEqual({ a: 'first', b: 'second' });
    expect(after.changedAt('c0', 'b')).toBe(changedAt);
    expect(after.knowledge('c0')).toEqual({ status: 'observed', confirmedAt });
    expect(after.stateOf('c0')).toMatchObject({
      status: 'stale',
      error: { message: expect.stringContaining('was restarted') },
    });
  });

  it('loses nothing before a cluster says that it is gone', async () => {
    const before = await observed();
    world.change('c0', 'b', 'second');
    await world.advance(2_000);
    await before.stop();
    world.change('c0', 'a', undefined);

    const mute = world.replica({ ...sole, answers: false });
    await world.advance(30_000);
    expect(mute.values('c0')).toEqual({ a: 'first', b: 'second' });
    await mute.stop();

    const after = world.replica(sole);
    await world.until(() => after.status('c0') === 'live', 5_000);
    await world.advance(2_000);
    expect(after.values('c0')).toEqual({ b: 'second' });
    expect(await kept()).toEqual({ b: 'second' });
  });

  it('is written once a second at most, and what changed only', async () => {
    const replica = await observed(2);
    await world.advance(10_000);
    const before = await sequence();
    for (let index = 0; index < 50; index++) {
      world.change('c0', `n${index % 5}`, `value ${index}`);
      await world.advance(100);
    }
    await world.advance(1_500);
    expect((await sequence()) - before).toBeLessThanOrEqual(8);
    const rows = await world.knex('records').where({ cluster: 'c0' });
    const old = rows.find(({ key }) => key === 'a');
    expect(Number(old.seq)).toBeLessThanOrEqual(before);
    expect(await kept()).toEqual(replica.values('c0'));

    const idle = await sequence();
    await world.advance(60_000);
    // Confirmed every eight seconds.
    expect((await sequence()) - idle).toBeLessThanOrEqual(8);
  });

  it.each(['silence', 'refusal'] as const)(
    'does not matter to observation when its answer is %s',
    async how => {
      const replica = await observed();
      replica.cutOff(how);
      for (let minute = 0; minute < 5; minute++) {
        world.change('c0', 'b', `minute ${minute}`);
        await world.advance(60_000);
        expect(replica.values('c0').b).toBe(`minute ${minute}`);
        expect(replica.status('c0')).toBe('live');
      }
      expect(await kept()).toEqual({ a: 'first' });
      const told = replica.logger.warn.mock.calls.map(([line]) => line);
      expect(told.filter(line => line.includes('saved'))).toHaveLength(1);

      replica.heal();
      world.change('c0', 'a', undefined);
      await world.advance(45_000);
      expect(await kept()).toEqual({ b: 'minute 4' });
      expect(replica.logger.info).toHaveBeenCalledWith(
        expect.stringMatching(/^No longer so.*saved/),
      );
    },
  );

  it('is written anew when it could not be read at the start', async () => {
    const before = await observed();
    world.change('c0', 'gone', 'meanwhile');
    await world.advance(2_000);
    await before.stop();
    world.change('c0', 'gone', undefined);

    const after = world.replica({ ...sole, cutOff: 'silence' });
    // Observed all the same, a bound later.
    await world.until(() => after.status('c0') === 'live', 25_000);
    after.heal();
    await world.advance(60_000);
    expect(await kept()).toEqual({ a: 'first' });
  });

  it('has nothing that no projection kept', async () => {
    const replica = await observed();
    const pod = observedProjections.find(
      ({ resource }) => resource.plural === 'pods',
    );
    const record = pod?.project({
      metadata: {
        name: 'p',
        namespace: 'n',
        uid: 'u',
        resourceVersion: '1',
        creationTimestamp: '2026-01-01T00:00:00Z',
        labels: { 'serving.kserve.io/inferenceservice': 'chat' },
        annotations: { 'vault.example.com/token': 'SECRET-1' },
        managedFields: [{ manager: 'SECRET-2' }],
      },
      spec: {
        containers: [
          {
            name: 'kserve-container',
            image: 'vllm',
            env: [{ name: 'HF_TOKEN', value: 'SECRET-3' }],
            resources: { limits: { 'nvidia.com/gpu': '1' } },
          },
        ],
        volumes: [{ name: 'v', secret: { secretName: 'SECRET-4' } }],
      },
      status: { phase: 'Running' },
    });
    expect(record).toBeDefined();
    if (pod && record) {
      replica.state
        .upsertCluster({ name: 'c0', title: 'c0' })
        .put(pod.resource, record, '2026-01-01T00:00:00.000Z');
    }
    await world.advance(2_000);
    const tables = ['clusters', 'records', 'leases', 'replicas'];
    const all = await Promise.all(tables.map(table => world.knex(table)));
    const text = JSON.stringify(all);
    expect(text).toContain('kserve-container');
    expect(text).not.toContain('SECRET');
  });

  it('forgets clusters that nobody observes, after a week', async () => {
    const before = await observed(2);
    await before.stop();
    const after = world.replica({ ...sole, clusters: ['c0'] });
    await world.advance(2_000);
    expect(after.names).toEqual(['c0']);
    expect(await world.knex('clusters').pluck('name')).toHaveLength(2);
    await after.stop();

    await world.clock.advance(8 * DAY_MS);
    world.replica({ ...sole, clusters: ['c0'] });
    await world.advance(700_000);
    expect(await world.knex('clusters').pluck('name')).toEqual(['c0']);
    expect(await kept('c1')).toEqual({});
    expect(await kept('c0')).toEqual({ a: 'first' });
  });

  it('is not read in a shape that is not ours, and replaced', async () => {
    const before = await observed();
    await before.stop();
    await world.knex('clusters').update({ format: STORED_FORMAT + 1 });
    await world.knex('records').update({ record: '{"shape":"strange"}' });
    const mute = world.replica({ ...sole, answers: false });
    await world.advance(2_000);
    expect(mute.values('c0')).toEqual({});
    expect(mute.status('c0')).toBe('connecting');
    await mute.stop();
    const after = world.replica(sole);
    await world.advance(3_000);
    expect(after.status('c0')).toBe('live');
    expect(await kept()).toEqual({ a: 'first' });
  });

  it('leaves out what is too large', async () => {
    world = TestWorld.create(await databases.open(id), 1);
    const replica = world.replica({ ...sole, keep: { maxRecord: 1_000 } });
    await world.until(() => replica.status('c0') === 'live', 5_000);
    world.change('c0', 'large', 'x'.repeat(2_000));
    await world.advance(2_000);
    world.change('c0', 'large', 'y'.repeat(2_000));
    await world.advance(2_000);
    expect(Object.keys(replica.values('c0'))).toEqual(['a', 'large']);
    expect(await kept()).toEqual({ a: 'first' });
    expect(replica.logger.warn).toHaveBeenCalledTimes(1);
  });

  it('takes thousands of records at once', async () => {
    const replica = await observed();
    const many = Array.from({ length: 5_000 }, (_value, index) =>
      apple(`n${index}`, 'new'),
    );
    const at = world.clock.now().toISOString();
    replica.state
      .upsertCluster({ name: 'c0', title: 'c0' })
      .replace(apples.resource, many, at);
    await world.advance(3_000);
    expect(Object.keys(await kept())).toHaveLength(5_000);
  });
});

describe('the tables', () => {
  it('can be taken away again', async () => {
    const knex = await databases.open('SQLITE_3');
    await knex.migrate.rollback(
      {
        directory: require
          .resolve('../../migrations/20260101000000_fleet.js')
          .replace(/\/[^/]*$/, ''),
      },
      true,
    );
    expect(await knex.schema.hasTable('clusters')).toBe(false);
  });

  it('that cannot be made stop the plugin with what to look at', async () => {
    const knex = await databases.open('SQLITE_3');
    await knex('knex_migrations').insert({ name: '20990101000000_newer.js' });
    const database = mockServices.database.mock({
      getClient: async () => knex,
    });
    await expect(openDatabase(database)).rejects.toThrow(
      /plugin model-serving could not be brought up to date.*newer version/,
    );
  });
});

// Where there is none, a test above is shown as skipped and says why.
if (databases.postgres) {
  describe('the tables on PostgreSQL', () => {
    const opened: Knex[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map(knex => knex.destroy()));
    });

    function replicas(connection: string, count: number): Knex[] {
      const some = Array.from({ length: count }, () =>
        createKnex({
          client: 'pg',
          connection: { connectionString: connection },
        }),
      );
      opened.push(...some);
      return some;
    }

    it('are made once by replicas that start at the same moment', async () => {
      for (let round = 0; round < 5; round++) {
        const some = replicas(await databases.openEmpty(), 6);
        await Promise.all(some.map(migrate));
        const [knex] = some;
        expect(await knex?.('knex_migrations_lock')).toHaveLength(1);
        expect(await knex?.schema.hasTable('clusters')).toBe(true);
      }
    });

    it('are made although an earlier start left two locks', async () => {
      const knex = replicas(await databases.openEmpty(), 1)[0] as Knex;
      await migrate(knex);
      await knex('knex_migrations_lock').insert({ is_locked: 0 });
      await migrate(knex);
      expect(await knex('knex_migrations_lock')).toHaveLength(1);
    });
  });
}
