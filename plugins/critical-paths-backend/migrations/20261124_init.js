// @ts-check

/**
 * Instants are whole seconds since the epoch. Counts are doubles, since New Relic
 * weighs sampled events.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('path', table => {
    table.comment(
      'Critical paths as the catalog last told them, and their state',
    );
    table.string('entity_ref').primary();
    table.text('entity').notNullable().comment('The entity, as JSON');
    table.text('state').nullable().comment('State of path and steps, as JSON');
  });

  await knex.schema.createTable('component', table => {
    table.comment('Components of the steps, and what they are in New Relic');
    table.string('entity_ref').primary();
    table.text('facts').notNullable().comment('As JSON');
  });

  await knex.schema.createTable('bucket', table => {
    table.comment('Requests of a signal in one bucket of time');
    table.string('signal', 32).notNullable();
    table.integer('resolution').notNullable().comment('Seconds');
    table.bigInteger('begin').notNullable();
    table.integer('observed').notNullable().comment('Observed seconds of it');
    table.double('valid').notNullable();
    table.double('bad').notNullable();
    table.double('p50').nullable().comment('Milliseconds, as p95 and p99');
    table.double('p95').nullable();
    table.double('p99').nullable();
    table.integer('up').notNullable().defaultTo(0).comment('Minutes');
    table.integer('down').notNullable().defaultTo(0).comment('Minutes');
    table.primary(['signal', 'resolution', 'begin']);
    table.index(['resolution', 'begin'], 'bucket_resolution_begin_idx');
  });

  await knex.schema.createTable('span', table => {
    table.comment('Latency of a signal over a whole range of the pages');
    table.string('signal', 32).notNullable();
    table.string('range', 8).notNullable();
    table.boolean('previous').notNullable().comment('One week before');
    table.bigInteger('end').notNullable();
    table.double('mean').nullable().comment('Milliseconds, as all others');
    table.double('external').nullable();
    table.double('p50').nullable();
    table.double('p95').nullable();
    table.double('p99').nullable();
    table.primary(['signal', 'range', 'previous']);
  });

  await knex.schema.createTable('progress', table => {
    table.comment('What has been observed without a gap, by subject');
    table.string('subject', 128).notNullable();
    table.integer('resolution').notNullable();
    table.bigInteger('from').notNullable();
    table.bigInteger('to').notNullable();
    table.primary(['subject', 'resolution']);
  });

  await knex.schema.createTable('failure', table => {
    table.comment('Subjects whose last question failed, and why');
    table.string('subject', 128).primary();
    table.bigInteger('at').notNullable();
    table.text('reason').notNullable();
  });

  await knex.schema.createTable('deployment', table => {
    table.string('id', 64).primary();
    table.string('guid').notNullable();
    table.bigInteger('at').notNullable();
    table.string('version').nullable();
    table.string('commit').nullable();
    table.string('user').nullable();
    table.index(['at'], 'deployment_at_idx');
  });

  await knex.schema.createTable('incident', table => {
    table.string('id', 64).primary();
    table.string('guid').notNullable();
    table.bigInteger('opened').notNullable();
    table.bigInteger('closed').nullable();
    table.text('title').notNullable();
    table.string('priority', 16).nullable();
    table.index(['opened'], 'incident_opened_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'incident',
    'deployment',
    'failure',
    'progress',
    'span',
    'bucket',
    'component',
    'path',
  ]) {
    await knex.schema.dropTable(table);
  }
};
