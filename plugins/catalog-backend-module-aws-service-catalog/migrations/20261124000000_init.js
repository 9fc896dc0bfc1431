// @ts-check

/**
 * The snapshot of AWS (scopes, items) and what the reconciliation derived from it
 * (placements, emitted entities, state). Times are ISO 8601 texts in UTC.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('aws_service_catalog__scopes', table => {
    table.comment(
      'One account and region of a provider, and how its syncs went',
    );
    table.string('provider_id').notNullable();
    table.string('account_id').notNullable();
    table.string('region').notNullable();
    table.string('last_attempt_at').nullable();
    table.string('last_success_at').nullable();
    table.integer('failures').notNullable().comment('in a row, until now');
    table.text('reason').nullable().comment('why the last attempt failed');
    table.text('notice').nullable().comment('what the guard held back');
    table.primary(['provider_id', 'account_id', 'region']);
  });
  await knex.schema.createTable('aws_service_catalog__items', table => {
    table.comment(
      'Products and provisioned products as last listed completely',
    );
    table.string('provider_id').notNullable();
    table.string('account_id').notNullable();
    table.string('region').notNullable();
    table.string('arn', 1224).notNullable();
    table
      .string('kind')
      .notNullable()
      .comment('product or provisioned-product');
    table.text('content').notNullable();
    table.string('hash').notNullable();
    table
      .integer('missed')
      .notNullable()
      .comment('complete listings in a row that it was missing from');
    table.primary(['provider_id', 'account_id', 'region', 'arn']);
  });
  await knex.schema.createTable('aws_service_catalog__placements', table => {
    table.comment('Which entity each provisioned product belongs to');
    table.string('provider_id').notNullable();
    table.string('arn', 1224).notNullable();
    table
      .string('entity_ref')
      .notNullable()
      .comment('empty when it belongs to none');
    table.string('item_id').notNullable();
    table.string('via').notNullable();
    table.boolean('ambiguous').notNullable();
    table.text('deployment').notNullable();
    table.string('hash').notNullable();
    table.primary(['provider_id', 'arn', 'entity_ref']);
    table.index(['entity_ref'], 'aws_service_catalog__placements_entity_idx');
    table.index(['item_id'], 'aws_service_catalog__placements_item_idx');
    table.index(['arn'], 'aws_service_catalog__placements_arn_idx');
  });
  await knex.schema.createTable('aws_service_catalog__emitted', table => {
    table.comment('The entities that the provider has given to the catalog');
    table.string('provider_id').notNullable();
    table.string('entity_ref').notNullable();
    table.string('hash').notNullable();
    table.primary(['provider_id', 'entity_ref']);
  });
  await knex.schema.createTable('aws_service_catalog__state', table => {
    table.comment('What the last reconciliation of a provider went by');
    table.string('provider_id').primary();
    table
      .boolean('complete')
      .notNullable()
      .comment('every scope is listed completely and fresh');
    table
      .string('fingerprint')
      .nullable()
      .comment('of everything that the last reconciliation went by');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('aws_service_catalog__state');
  await knex.schema.dropTable('aws_service_catalog__emitted');
  await knex.schema.dropTable('aws_service_catalog__placements');
  await knex.schema.dropTable('aws_service_catalog__items');
  await knex.schema.dropTable('aws_service_catalog__scopes');
};
