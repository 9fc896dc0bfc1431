import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from './migrate';
import { RefreshLimiter } from './RefreshLimiter';

const databases = TestDatabases.create({
  ids: [
    'SQLITE_3',
    ...(process.env.BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING
      ? (['POSTGRES_16'] as const)
      : []),
  ],
});

const scope = { accountId: '222233334444', region: 'sa-east-1' };

describe.each(databases.eachSupportedId())(
  'RefreshLimiter on %s',
  databaseId => {
    it('gives one turn an interval, to one of all who ask', async () => {
      const knex = await databases.init(databaseId);
      await migrate(mockServices.database({ knex, migrations: undefined }));
      let now = Date.parse('2026-01-01T00:00:00Z');
      const replica = () =>
        new RefreshLimiter({ knex, intervalMillis: 60_000, now: () => now });

      const asked = await Promise.all(
        [replica(), replica(), replica()].map(it => it.take('acme', scope)),
      );
      expect(asked.toSorted((a, b) => a - b)).toEqual([0, 60_000, 60_000]);
      // Others are not held up by it.
      expect(
        await replica().take('acme', { ...scope, region: 'us-east-1' }),
      ).toBe(0);
      expect(await replica().take('other', scope)).toBe(0);

      now += 45_000;
      expect(await replica().take('acme', scope)).toBe(15_000);
      now += 15_000;
      const again = await Promise.all(
        [replica(), replica()].map(it => it.take('acme', scope)),
      );
      expect(again.toSorted((a, b) => a - b)).toEqual([0, 60_000]);
    });
  },
);
