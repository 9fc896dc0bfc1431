// @ts-check

/**
 * When a refresh of a scope was last asked for, so that all replicas hold to the
 * same limit. A scope that was never listed has no row of its own yet.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('aws_service_catalog__refreshes', table => {
    table.string('provider_id').notNullable();
    table.string('account_id').notNullable();
    table.string('region').notNullable();
    table.string('asked_at').notNullable().comment('ISO 8601, UTC');
    table.primary(['provider_id', 'account_id', 'region']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('aws_service_catalog__refreshes');
};
