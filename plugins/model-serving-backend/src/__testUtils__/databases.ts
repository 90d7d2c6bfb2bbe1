import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestDatabaseId } from '@backstage/backend-test-utils';
import { migrate } from '../persistence/migrate';
import { startLocalPostgres } from './localPostgres';

const POSTGRES: readonly TestDatabaseId[] = [
  'POSTGRES_18',
  'POSTGRES_17',
  'POSTGRES_16',
  'POSTGRES_15',
  'POSTGRES_14',
];
const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES14_CONNECTION_STRING';

/**
 * SQLite, and PostgreSQL by Backstage's variables for test databases or by the
 * server's own programs. To be called once, at the top of a test file.
 */
export function fleetDatabases() {
  const named = POSTGRES.some(id => process.env[variableOf(id)]);
  const local = named ? undefined : startLocalPostgres();
  if (local) {
    process.env[VARIABLE] = local.connectionString;
  }
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', ...POSTGRES],
    disableDocker: true,
  });
  if (local) {
    // Hooks run in their order: the databases on it are closed by then.
    afterAll(() => {
      delete process.env[VARIABLE];
      local.stop();
    });
  }
  const postgres = POSTGRES.find(id => databases.supports(id));
  // Shown as skipped, so that nobody takes its absence for success.
  const there = postgres ? it : it.skip;
  there(`PostgreSQL: installed, or named by ${VARIABLE}`, () => {
    expect(postgres).toBeDefined();
  });
  return {
    ids: [
      ['SQLite', 'SQLITE_3'],
      ...(postgres ? [['PostgreSQL', postgres] as const] : []),
    ] as readonly (readonly [name: string, id: TestDatabaseId])[],
    /** Which one, if any. */
    postgres,
    /** The address of an empty PostgreSQL database, for other processes. */
    async openEmpty(): Promise<string> {
      if (!postgres) {
        throw new Error(`No PostgreSQL: set ${VARIABLE}`);
      }
      const knex = await databases.init(postgres);
      const { rows } = await knex.raw('SELECT current_database() AS name');
      const base = process.env[variableOf(postgres)] ?? '';
      return local
        ? base.replace('db=postgres', `db=${rows[0].name}`)
        : base.replace(/\/[^/?]*(\?|$)/, `/${rows[0].name}$1`);
    },
    /** An empty database with the plugin's tables. */
    async open(id: TestDatabaseId) {
      const knex = await databases.init(id);
      await migrate(knex);
      return knex;
    },
  };
}

function variableOf(id: TestDatabaseId): string {
  return VARIABLE.replace('14', id.replace('POSTGRES_', ''));
}
