import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { resourceName } from '../inventory/naming';
import { arnOf, DeploymentOptions } from './company';
import { createRepositories, group, startPortal, startTestAws } from './portal';

type PortalOptions = Parameters<typeof startPortal>[0];

/** SQLite, and PostgreSQL where there is one. */
export const databases = TestDatabases.create({
  ids: [
    'SQLITE_3',
    ...(process.env.BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING
      ? (['POSTGRES_16'] as const)
      : []),
  ],
});

/** A service of the team payments that only AWS knows. */
export const fxRates: DeploymentOptions = {
  name: 'fx-rates-production',
  tags: {
    service: 'fx-rates',
    team: 'payments',
    environment: 'production',
    system: 'payment-processing',
    lifecycle: 'production',
    tier: '2',
  },
};

/** A service of the team cards, on a deprecated version. */
export const limits: DeploymentOptions = {
  name: 'limits-production',
  version: 'v3.8.1',
  tags: { service: 'limits', team: 'cards', environment: 'production' },
};

/** Ref of the Resource that a deployment becomes. */
export const resourceRef = (deployment: DeploymentOptions) =>
  `resource:default/${resourceName(deployment.name, arnOf(deployment))}`;

/**
 * What the tests of a file play on: a database, repositories with two teams, the
 * stand-in of AWS and portals, made anew for each test and ended after it.
 */
export function useStage(databaseId: string) {
  let knex: Knex;
  let repositories: Awaited<ReturnType<typeof createRepositories>>;
  let aws: Awaited<ReturnType<typeof startTestAws>> | undefined;
  let portals: Array<Awaited<ReturnType<typeof startPortal>>>;

  beforeEach(async () => {
    knex = await databases.init(databaseId as TestDatabaseId);
    repositories = await createRepositories();
    portals = [];
    await repositories.write('groups', group('cards'), group('payments'));
  });

  afterEach(async () => {
    for (const portal of portals) {
      await portal.stop();
    }
    await aws?.stop();
    aws = undefined;
    await repositories.delete();
  });

  return {
    knex: () => knex,
    repositories: () => repositories,
    startAws: async (...options: Parameters<typeof startTestAws>) => {
      aws = await startTestAws(...options);
      return aws;
    },
    startPortal: async (
      settings?: PortalOptions['settings'],
      options?: Pick<PortalOptions, 'scheduler'>,
    ) => {
      const portal = await startPortal({
        knex,
        repositories,
        settings,
        ...options,
      });
      portals.push(portal);
      return portal;
    },
    /** Stops a portal before the test is over. */
    stopPortal: async (portal: Awaited<ReturnType<typeof startPortal>>) => {
      portals = portals.filter(other => other !== portal);
      await portal.stop();
    },
  };
}
