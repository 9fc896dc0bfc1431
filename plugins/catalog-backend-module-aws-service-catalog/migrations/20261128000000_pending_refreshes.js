// @ts-check

/**
 * Entities whose placements changed, until the catalog was told to process them
 * again: a reconciliation that is stopped in between leaves none behind.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable(
    'aws_service_catalog__pending_refreshes',
    table => {
      table.comment('Refresh keys that the catalog is still to be told');
      table.string('provider_id').notNullable();
      table.string('refresh_key').notNullable();
      table.primary(['provider_id', 'refresh_key']);
    },
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('aws_service_catalog__pending_refreshes');
};
