// @ts-check

/**
 * Since when the owners that tags name are missing in the catalog.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable(
    'aws_service_catalog__missing_owners',
    table => {
      table.comment('Owners that tags name and the catalog does not have');
      table.string('provider_id').notNullable();
      table.string('owner').notNullable().comment('entity ref');
      table.string('since').notNullable().comment('ISO 8601, UTC');
      table.primary(['provider_id', 'owner']);
    },
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('aws_service_catalog__missing_owners');
};
