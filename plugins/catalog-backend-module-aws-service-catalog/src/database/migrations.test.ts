import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { resolve } from 'node:path';

const databases = TestDatabases.create({
  ids: [
    'SQLITE_3',
    ...(process.env.BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING
      ? (['POSTGRES_16'] as const)
      : []),
  ],
});

const TABLES = [
  'scopes',
  'items',
  'placements',
  'emitted',
  'state',
  'refreshes',
  'missing_owners',
  'pending_refreshes',
];

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up, down and up again', async () => {
    const knex = await databases.init(id as TestDatabaseId);
    const settings = {
      directory: resolve(__dirname, '../../migrations'),
      tableName: 'aws_service_catalog__knex_migrations',
    };
    const tables = () =>
      Promise.all(
        TABLES.map(table =>
          knex.schema.hasTable(`aws_service_catalog__${table}`),
        ),
      );
    await knex.migrate.latest(settings);
    expect(await tables()).toEqual(TABLES.map(() => true));
    await knex.migrate.rollback(settings, true);
    expect(await tables()).toEqual(TABLES.map(() => false));
    await knex.migrate.latest(settings);
    expect(await tables()).toEqual(TABLES.map(() => true));
    await knex.destroy();
  });
});
