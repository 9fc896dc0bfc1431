/*
 * Facts as New Relic gave them, the scores computed from them, and one point a
 * day of their history. Documents are JSON in text columns, so that SQLite and
 * PostgreSQL read them alike; what lists filter and sort by has columns.
 */

// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('facts', table => {
    table.comment('What is known of a service, one row a fact family');
    table.string('entity_ref', 400).notNullable();
    table.string('family', 20).notNullable();
    table.text('value').nullable().comment('JSON; null when never observed');
    table.string('observed_at', 30).nullable().comment('ISO 8601, UTC');
    table.string('stale_since', 30).nullable();
    table.text('stale_reason').nullable();
    table.primary(['entity_ref', 'family']);
  });
  await knex.schema.createTable('scores', table => {
    table.comment('The present score of every service');
    table.string('entity_ref', 400).primary();
    table.string('title', 400).notNullable();
    table.text('search_text').notNullable().comment('Lower case');
    table.string('owner', 400).nullable();
    table.integer('effective_tier').notNullable();
    table.integer('level_rank').notNullable().comment('0 none, 3 gold');
    table.string('lifecycle', 100).notNullable();
    table.string('language', 100).nullable();
    table.string('instrumentation', 20).notNullable();
    table.boolean('fast_lane').notNullable();
    table.double('quality').nullable().comment('Success rate, 0 to 1');
    table.double('coverage').nullable().comment('Line coverage, 0 to 1');
    table.double('alerts').nullable().comment('Standard alerts in place');
    table.double('recovery').nullable().comment('Median seconds');
    table.text('document').notNullable().comment('The score as JSON');
    table.index(['owner'], 'scores_owner_idx');
    table.index(['level_rank'], 'scores_level_rank_idx');
  });
  await knex.schema.createTable('score_paths', table => {
    table.comment('Critical paths that a service is on');
    table.string('entity_ref', 400).notNullable();
    table.string('path_ref', 400).notNullable();
    table.string('path_title', 400).notNullable();
    table.primary(['entity_ref', 'path_ref']);
    table.index(['path_ref'], 'score_paths_path_ref_idx');
  });
  await knex.schema.createTable('score_history', table => {
    table.comment('The last score of each day');
    table.string('entity_ref', 400).notNullable();
    table.string('date', 10).notNullable().comment('UTC');
    table.integer('level_rank').notNullable();
    table.integer('passed').notNullable();
    table.integer('required').notNullable();
    table.primary(['entity_ref', 'date']);
    table.index(['date'], 'score_history_date_idx');
  });
  await knex.schema.createTable('joins', table => {
    table.comment('Entities of New Relic that were found by name');
    table.string('entity_ref', 400).primary();
    table.text('looked_for').notNullable().comment('What the annotations said');
    table.string('guid', 400).notNullable();
  });
  await knex.schema.createTable('sources', table => {
    table.comment('Whether each fact family answered last time');
    table.string('name', 20).primary();
    table.string('observed_at', 30).nullable();
    table.string('stale_since', 30).nullable();
    table.text('stale_reason').nullable();
  });
  await knex.schema.createTable('collection', table => {
    table.comment('One row: the last run over all services');
    table.integer('id').primary();
    table.string('started_at', 30).nullable();
    table.string('finished_at', 30).nullable();
    table.string('success_at', 30).nullable();
    table.string('error_at', 30).nullable();
    table.text('error').nullable();
    table
      .integer('catalog_size')
      .nullable()
      .comment('Entities in the catalog that the run was about');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'collection',
    'sources',
    'joins',
    'score_history',
    'score_paths',
    'scores',
    'facts',
  ]) {
    await knex.schema.dropTable(table);
  }
};
