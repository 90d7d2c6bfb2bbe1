import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import type { Knex } from 'knex';
import { isPostgres } from './DatabaseFleetStore';

const MIGRATIONS = resolvePackagePath(
  '@modelfleet/backstage-plugin-model-serving-backend',
  'migrations',
);
/** Of replicas that start together the last waits for all others. */
const TURN_MS = 60_000;
const TURN = 'modelfleet: migrations of model-serving';

/**
 * Opens the plugin's database and brings its tables up to date.
 *
 * @throws an error that says what to look at: without its tables the plugin
 * must not start, for it could neither remember nor share its work.
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    try {
      await migrate(knex);
    } catch (error) {
      throw new ForwardedError(
        'The database of the plugin model-serving could not be brought up to date, so it does not start. ' +
          'Check that the account under backend.database may create tables, that no newer version of the plugin has used this database, ' +
          'and, if it says that the migration table is locked while no replica is starting, unlock it (knex_migrations_lock)',
        error,
      );
    }
  }
  return knex;
}

/**
 * Replicas that start together take turns. knex's own lock cannot see to that:
 * two that make its table at the same moment leave two locks in it, and from
 * then on none of them ever gets "the" lock.
 */
export async function migrate(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) {
    await knex.migrate.latest({ directory: MIGRATIONS });
    return;
  }
  await knex.transaction(async turn => {
    await turn.raw(`set local lock_timeout = '${TURN_MS}ms'`);
    // Given back with the transaction, also when the process is killed.
    await turn.raw('select pg_advisory_xact_lock(hashtext(?))', [TURN]);
    await leaveOneLock(turn);
    await turn.migrate.latest({ directory: MIGRATIONS });
  });
}

/** What replicas of an earlier version left, who did not take turns. */
async function leaveOneLock(knex: Knex): Promise<void> {
  if (await knex.schema.hasTable('knex_migrations_lock')) {
    const first = knex('knex_migrations_lock').min('index');
    await knex('knex_migrations_lock').whereNot('index', first).delete();
  }
}
