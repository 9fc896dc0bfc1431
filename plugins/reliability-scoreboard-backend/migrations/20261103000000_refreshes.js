/*
 * When New Relic was last asked about a single service, so that it is not asked
 * about the same one by everybody at once; shared by all replicas.
 */

// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('refreshes', table => {
    table.comment('When a refresh of a service was last allowed');
    table.string('entity_ref', 400).primary();
    table.string('asked_at', 30).notNullable().comment('ISO 8601, UTC');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('refreshes');
};
