// @ts-check

/**
 * What tells at once that a scope was listed as before, and that its items are as
 * the last reconciliation knew them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('aws_service_catalog__scopes', table => {
    table
      .string('listing_digest')
      .nullable()
      .comment('of the listing that the items are, just as AWS told it');
    table
      .string('items_hash')
      .nullable()
      .comment('of all items; changes exactly when one does');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('aws_service_catalog__scopes', table => {
    table.dropColumn('listing_digest');
    table.dropColumn('items_hash');
  });
};
