import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import templateModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import publishGitea from '@backstage/plugin-scaffolder-backend-module-gitea';
import { createCompany, startGitHost } from '@rocket/sandbox';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arnOf, DeploymentOptions } from './__testUtils__/company';
import {
  createRepositories,
  group,
  startPortal,
  startTestAws,
} from './__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const company = { ...createCompany({ seed: 'claim' }), services: [] };

const production: DeploymentOptions = {
  name: 'fx-rates-production',
  tags: { service: 'fx-rates', team: 'payments', environment: 'production' },
};
// Nothing but the claim tells that this belongs to it.
const untagged: DeploymentOptions = { name: 'fxr-old-2' };

/*
 * Backstage's own catalog and scaffolder, a git host and AWS: what the template
 * claim-service writes makes one entity of both sources.
 */
describe('the template claim-service', () => {
  it('makes a service of AWS one that a repository declares', async () => {
    const state = await mkdtemp(join(tmpdir(), 'rocket-claim-'));
    const host = await startGitHost({ company, stateDirectory: state });
    const aws = await startTestAws([production, untagged]);
    const repositories = await createRepositories();
    await repositories.write('groups', group('cards'), group('payments'));
    const gitHost = new URL(host.url).host;
    const portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      database: mockServices.database.factory(),
      repositories,
      files: [
        resolvePackagePath(
          '@rocket/plugin-catalog-backend-module-aws-service-catalog',
          '../../templates/claim-service/template.yaml',
        ),
      ],
      features: [templateModel, scaffolder, publishGitea],
      config: {
        backend: {
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        integrations: {
          gitea: [
            {
              host: gitHost,
              baseUrl: host.url,
              username: 'rocket',
              password: 'rocket-sandbox-git-token',
            },
          ],
        },
        scaffolder: {
          defaultEnvironment: {
            parameters: {
              repositoryHost: gitHost,
              repositoryOwner: company.organization,
            },
          },
        },
      },
    });
    try {
      await portal.syncAll();
      const stub = await portal.expectEntity('component:default/fx-rates', {
        spec: {
          owner: 'payments',
          inventory: { origin: 'aws', drift: [{ kind: 'not-declared' }] },
        },
      });
      await portal.expectEntity('template:default/claim-service');

      const answers = {
        name: 'fx-rates',
        provisionedProduct: `${arnOf(production)}, ${arnOf(untagged)}`,
        description: 'Says "what is a peso worth": exactly, every minute.',
        type: 'service',
        owner: 'group:default/cards',
        tier: '1',
        lifecycle: 'production',
      };
      await expect(
        portal.runTemplate('claim-service', {
          ...answers,
          provisionedProduct: 'whatever: [1',
        }),
      ).rejects.toThrow('does not match pattern');
      await portal.runTemplate('claim-service', answers);

      const claimed = await vi.waitFor(
        async () => {
          await portal.reconcile();
          return portal.expectEntity('component:default/fx-rates', {
            metadata: {
              description: answers.description,
              annotations: { 'rocket.dev/tier': '1' },
              labels: { 'rocket.dev/origin': 'both' },
            },
            spec: {
              owner: 'group:default/cards',
              inventory: {
                sources: { owner: 'repository' },
                deployments: [
                  { arn: arnOf(production) },
                  { arn: arnOf(untagged) },
                ],
                // It was claimed by another team than the tag names.
                drift: [{ kind: 'owner-differs' }],
              },
            },
          });
        },
        { timeout: 40_000, interval: 250 },
      );
      // The same entity, with all that refers to it.
      expect(claimed.metadata.uid).toBe(stub.metadata.uid);
      const readme = await fetch(
        `${host.url}/${company.organization}/fx-rates/raw/branch/main/README.md`,
      );
      expect(await readme.text()).toContain(arnOf(untagged));
    } finally {
      await portal.stop();
      await repositories.delete();
      await aws.stop();
      await host.stop();
      await rm(state, { recursive: true, force: true });
    }
  }, 90_000);
});
