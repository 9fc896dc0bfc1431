import { TestDatabases } from '@backstage/backend-test-utils';
import { HUB, PRODUCTION } from './__testUtils__/company';
import {
  component,
  createRepositories,
  group,
  startPortal,
  startTestAws,
} from './__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

it('says that a service does not run of which only the database does', async () => {
  const repositories = await createRepositories();
  await repositories.write('groups', group('cards'));
  await repositories.write(
    'two',
    component('idle'),
    component('toy', { spec: { lifecycle: 'experimental' } }),
  );
  const aws = await startTestAws([
    {
      name: 'idle-db',
      product: 'aurora-postgresql',
      tags: { service: 'idle', team: 'cards' },
    },
  ]);
  const portal = await startPortal({
    knex: await databases.init('SQLITE_3'),
    repositories,
    settings: { mapping: { defaults: { lifecycle: 'experimental' } } },
  });
  try {
    await portal.expectEntity('component:default/idle');
    await portal.expectEntity('component:default/toy');
    await portal.sync(PRODUCTION);
    await portal.expectEntity('component:default/idle', {
      spec: { inventory: { deployments: [{ name: 'idle-db' }], drift: [] } },
    });
    await portal.sync(HUB); // now every scope is listed
    await portal.expectEntity('component:default/idle', {
      spec: { inventory: { drift: [{ kind: 'not-running' }] } },
    });
    expect(await portal.entity('component:default/toy')).toMatchObject({
      spec: { inventory: { drift: [] } },
    });
  } finally {
    await portal.stop();
    await aws.stop();
    await repositories.delete();
  }
});
