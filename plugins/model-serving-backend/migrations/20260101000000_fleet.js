// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('clusters', table => {
    table.comment('The last known state of each cluster, without its records');
    table.text('name').primary();
    table.text('source').notNullable().comment('What reports the cluster');
    table
      .bigInteger('seq')
      .notNullable()
      .comment('Rises with each write of this cluster');
    table
      .bigInteger('floor')
      .notNullable()
      .defaultTo(0)
      .comment('Up to here, it is no longer kept which records went');
    table.integer('format').notNullable().comment('How records are shaped');
    table
      .boolean('removed')
      .notNullable()
      .comment('Its source took it away; kept for a while');
    table.text('head').notNullable().comment('JSON');
    table
      .bigInteger('seen_at')
      .notNullable()
      .comment('When it was last written, in milliseconds since 1970');
  });

  await knex.schema.createTable('records', table => {
    table.comment('What is kept of the objects in clusters');
    table.text('cluster').notNullable();
    table.text('kind').notNullable();
    table.text('key').notNullable();
    table.bigInteger('seq').notNullable();
    table.text('changed_at').notNullable().comment('ISO 8601');
    table.text('record').comment('JSON; null: the object is gone');
    table.primary(['cluster', 'kind', 'key']);
    table.index(['cluster', 'seq'], 'records_cluster_seq_idx');
  });

  await knex.schema.createTable('leases', table => {
    table.comment('Which replica observes what');
    table.text('unit').primary();
    table.text('owner').comment('A replica; null: free');
    table
      .bigInteger('epoch')
      .notNullable()
      .comment('Rises with each owner; writes of an earlier one are refused');
  });

  await knex.schema.createTable('replicas', table => {
    table.comment('Replicas of the backend, alive while their beat rises');
    table.text('id').primary();
    table.bigInteger('beat').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('replicas');
  await knex.schema.dropTable('leases');
  await knex.schema.dropTable('records');
  await knex.schema.dropTable('clusters');
};
