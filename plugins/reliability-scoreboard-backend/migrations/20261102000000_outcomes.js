/*
 * The outcome of each dimension, so that lists can be filtered by it. Scores of
 * before get theirs with the next collection.
 */

// @ts-check

const columns = [
  'quality_outcome',
  'coverage_outcome',
  'alerts_outcome',
  'recovery_outcome',
];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('scores', table => {
    for (const column of columns) {
      table.string(column, 20).nullable();
    }
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('scores', table => {
    table.dropColumns(...columns);
  });
};
