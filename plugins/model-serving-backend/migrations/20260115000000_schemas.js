// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('schemas', table => {
    table.comment('What clusters said of the kinds that they serve');
    table.text('cluster').notNullable();
    table.text('kind').notNullable().comment('group/version/kind');
    table
      .text('hash')
      .notNullable()
      .comment("The API server's own, of the document that had the schema");
    table.text('schema').notNullable().comment('JSON, by gzip and base64');
    table
      .bigInteger('served_at')
      .notNullable()
      .comment('When the cluster last said so, in milliseconds since 1970');
    table.primary(['cluster', 'kind']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('schemas');
};
