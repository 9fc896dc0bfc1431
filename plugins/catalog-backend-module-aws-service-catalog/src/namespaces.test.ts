import { TestDatabases } from '@backstage/backend-test-utils';
import {
  component,
  createRepositories,
  group,
  startPortal,
  startTestAws,
} from './__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

it('relates a component of another namespace to what its tags mean', async () => {
  const repositories = await createRepositories();
  await repositories.write('groups', group('cards'));
  await repositories.write(
    'ledger',
    component('ledger', { namespace: 'core' }),
  );
  const aws = await startTestAws([
    {
      name: 'ledger-production',
      tags: { service: 'ledger', team: 'cards', system: 'core-banking' },
    },
  ]);
  const portal = await startPortal({
    knex: await databases.init('SQLITE_3'),
    repositories,
  });
  try {
    await portal.expectEntity('component:core/ledger');
    await portal.syncAll();
    const { relations } = await portal.expectEntity('component:core/ledger', {
      spec: {
        owner: 'cards',
        inventory: { origin: 'both', drift: [{ kind: 'owner-differs' }] },
      },
    });
    expect(relations).toEqual(
      expect.arrayContaining([
        { type: 'ownedBy', targetRef: 'group:core/cards' },
        { type: 'partOf', targetRef: 'system:default/core-banking' },
      ]),
    );
  } finally {
    await portal.stop();
    await aws.stop();
    await repositories.delete();
  }
});
