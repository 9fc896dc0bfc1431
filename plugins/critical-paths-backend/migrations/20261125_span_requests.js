// @ts-check

/**
 * How many requests a span's latency is of, so that steps which only some of the
 * path's requests come by count for those alone. Spans of before get theirs when
 * they are next asked for, within the hour.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('span', table => {
    table.double('requests').nullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('span', table => {
    table.dropColumn('requests');
  });
};
