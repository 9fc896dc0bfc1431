import { TestDatabases } from '@backstage/backend-test-utils';
import { arnOf, DeploymentOptions, PRODUCTION } from './__testUtils__/company';
import {
  component,
  createRepositories,
  group,
  startPortal,
  startTestAws,
} from './__testUtils__/portal';
import { DriftRow, Summary } from './http/api';
import { resourceName } from './inventory/naming';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const orphan: DeploymentOptions = {
  name: 'old-db',
  product: 'aurora-postgresql',
  status: 'TAINTED',
  tags: { service: 'nobody', team: 'cards' },
};
const disputed: DeploymentOptions = { name: 'audit', status: 'TAINTED' };
const rates: DeploymentOptions = {
  name: 'fx-rates',
  status: 'TAINTED',
  tags: { service: 'fx-rates', team: 'cards' },
};

const refOf = (deployment: DeploymentOptions) =>
  `resource:default/${resourceName(deployment.name, arnOf(deployment))}`;

it('tells of all that drifts, of nothing twice, and to agents the same', async () => {
  const repositories = await createRepositories();
  await repositories.write('groups', group('cards'));
  const annotations = {
    'servicecatalog.aws.amazon.com/provisioned-product': arnOf(disputed),
  };
  await repositories.write(
    'both',
    component('first', { annotations }),
    component('second', { annotations }),
  );
  const aws = await startTestAws([orphan, disputed, rates]);
  const portal = await startPortal({
    knex: await databases.init('SQLITE_3'),
    repositories,
  });
  const ask = async (path: string) =>
    (await portal.request(`aws-service-catalog/${path}`)).json();
  const refs = async (query: string) => {
    const { items }: { items: DriftRow[] } = await ask(`drift?${query}`);
    return items.map(({ entityRef }) => entityRef).sort();
  };
  try {
    await portal.expectEntity('component:default/second');
    await portal.syncAll();
    const tainted = [
      'component:default/fx-rates',
      ...[disputed, orphan].map(refOf).sort(),
    ];
    await vi.waitFor(
      async () => expect(await refs('kind=tainted')).toEqual(tainted),
      { timeout: 20_000, interval: 200 },
    );
    expect(await refs('kind=ambiguous-claim')).toEqual([
      'component:default/first',
      'component:default/second',
      refOf(disputed),
    ]);
    expect(await refs(`account=${PRODUCTION}`)).toEqual(tainted);
    const summary: Summary = await ask('summary');
    expect(summary.drift).toMatchObject({
      entities: 5,
      kinds: expect.arrayContaining([{ kind: 'tainted', count: 3 }]),
    });

    const told = await portal.invoke('list-inventory-drift', {
      kind: 'tainted',
      owner: 'cards',
    });
    expect(told).toMatchObject({ total: 2 });
    expect(told.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          entityRef: refOf(orphan),
          owner: 'group:default/cards',
          kind: 'tainted',
          level: 'warning',
        }),
      ]),
    );
    expect(await portal.invoke('list-inventory-drift', {})).toMatchObject({
      total: 5,
    });
    await expect(
      portal.invoke('list-inventory-drift', { owner: 'cards/' }),
    ).rejects.toThrow(/is no team/);
  } finally {
    await portal.stop();
    await aws.stop();
    await repositories.delete();
  }
});
