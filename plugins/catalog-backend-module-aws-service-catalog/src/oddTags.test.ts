import { TestDatabases } from '@backstage/backend-test-utils';
import { arnOf, DeploymentOptions } from './__testUtils__/company';
import {
  component,
  createRepositories,
  group,
  startPortal,
  startTestAws,
} from './__testUtils__/portal';
import { resourceName } from './inventory/naming';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const alpha: DeploymentOptions = {
  name: 'alpha-production',
  tags: { service: 'alpha', team: '/platform/payments' },
};
const beta: DeploymentOptions = {
  name: 'beta-production',
  tags: { service: 'beta', team: 'cards', environment: 'prod-' },
};
const gamma: DeploymentOptions = {
  name: 'gamma-production',
  tags: { service: 'gamma', team: 'cards', system: '/core' },
};

const resourceRef = (deployment: DeploymentOptions) =>
  `resource:default/${resourceName(deployment.name, arnOf(deployment))}`;

it('hides nothing that runs for an odd tag, and freezes no repository', async () => {
  const repositories = await createRepositories();
  await repositories.write('groups', group('cards'), group('payments'));
  await repositories.write('gamma', component('gamma'));
  const aws = await startTestAws([alpha, beta, gamma]);
  const portal = await startPortal({
    knex: await databases.init('SQLITE_3'),
    repositories,
  });
  try {
    await portal.expectEntity('component:default/gamma');
    await portal.syncAll();

    const unusable = { kind: 'unusable-tag', level: 'warning' };
    await portal.expectEntity('component:default/alpha', {
      spec: {
        owner: 'unknown',
        inventory: { drift: [{ kind: 'not-declared' }, unusable] },
      },
    });
    await portal.expectEntity(resourceRef(alpha), {
      spec: { owner: 'unknown', inventory: { drift: [unusable] } },
    });
    const resource = await portal.expectEntity(resourceRef(beta), {
      spec: {
        owner: 'cards',
        inventory: { deployments: [{ environment: 'prod-' }] },
      },
    });
    expect(resource.metadata.labels).not.toHaveProperty([
      'rocket.dev/environment',
    ]);

    await portal.expectEntity('component:default/gamma', {
      spec: { owner: 'cards', inventory: { origin: 'both' } },
    });
    await repositories.write(
      'gamma',
      component('gamma', { spec: { owner: 'payments' } }),
    );
    await portal.expectEntity('component:default/gamma', {
      spec: {
        owner: 'payments',
        inventory: { drift: [{ kind: 'owner-differs' }, unusable] },
      },
    });
  } finally {
    await portal.stop();
    await aws.stop();
    await repositories.delete();
  }
});
