import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import type { Knex } from 'knex';

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
          'Check that the account under backend.database may create tables, and that no newer version of the plugin has used this database',
        error,
      );
    }
  }
  return knex;
}

export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@modelfleet/backstage-plugin-model-serving-backend',
      'migrations',
    ),
  });
}
