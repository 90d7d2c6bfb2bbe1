import { setTimeout } from 'node:timers/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import type { Knex } from 'knex';

const MIGRATIONS = resolvePackagePath(
  '@modelfleet/backstage-plugin-model-serving-backend',
  'migrations',
);
const ATTEMPT_MS = 500;
/** A minute: of replicas that start together the last waits for all others. */
const MAX_ATTEMPTS = 120;

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

/** Waits for its turn when another replica is at it. */
export async function migrate(knex: Knex): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await knex.migrate.latest({ directory: MIGRATIONS });
      return;
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isAnotherAtIt(error)) {
        throw error;
      }
      await setTimeout(ATTEMPT_MS);
    }
  }
}

/**
 * knex gives up at once when another holds its lock, and replicas that make
 * its own tables at the same moment stumble over one another.
 */
function isAnotherAtIt(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'MigrationLocked' ||
      /already (?:locked|exists)|duplicate key/.test(error.message))
  );
}
