import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { resourceName } from './inventory/naming';
import {
  arnOf,
  DeploymentOptions,
  HUB,
  PRODUCTION,
  STAGING,
} from './__testUtils__/company';
import {
  component,
  createRepositories,
  group,
  startPortal,
  startTestAws,
} from './__testUtils__/portal';

const databases = TestDatabases.create({
  ids: [
    'SQLITE_3',
    ...(process.env.BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING
      ? (['POSTGRES_16'] as const)
      : []),
  ],
});

const fxRates: DeploymentOptions = {
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
const limits: DeploymentOptions = {
  name: 'limits-production',
  version: 'v3.8.1',
  tags: { service: 'limits', team: 'cards', environment: 'production' },
};
const limitsDatabase: DeploymentOptions = {
  name: 'limits-db-production',
  product: 'aurora-postgresql',
  tags: { service: 'limits', team: 'cards', environment: 'production' },
};

const resourceRef = (deployment: DeploymentOptions) =>
  `resource:default/${resourceName(deployment.name, arnOf(deployment))}`;

describe.each(databases.eachSupportedId())(
  'the inventory on %s',
  databaseId => {
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
      await repositories.delete();
    });

    const start = async (
      settings?: Parameters<typeof startPortal>[0]['settings'],
    ) => {
      const portal = await startPortal({ knex, repositories, settings });
      portals.push(portal);
      return portal;
    };

    it('shows what only AWS knows, as a stub with its resources', async () => {
      aws = await startTestAws([fxRates]);
      const portal = await start({ allowedOutputs: ['Url'] });
      await portal.syncAll();

      const stub = await portal.expectEntity('component:default/fx-rates', {
        metadata: {
          annotations: { 'rocket.dev/tier': '2' },
          labels: {
            'rocket.dev/origin': 'aws',
            'rocket.dev/drift': 'warning',
          },
        },
        spec: {
          type: 'service',
          owner: 'payments',
          system: 'payment-processing',
          lifecycle: 'production',
          inventory: {
            origin: 'aws',
            drift: [{ kind: 'not-declared' }],
            sources: { owner: 'aws', system: 'aws', tier: 'aws' },
            deployments: [
              {
                arn: arnOf(fxRates),
                account: PRODUCTION,
                environment: 'production',
                status: 'AVAILABLE',
                versionState: 'current',
                outputs: { Url: expect.stringMatching(/^https:/) },
              },
            ],
          },
        },
        status: {
          items: [{ type: 'rocket.dev/drift/not-declared', level: 'warning' }],
        },
      });
      expect(stub.relations).toEqual(
        expect.arrayContaining([
          { type: 'dependsOn', targetRef: resourceRef(fxRates) },
        ]),
      );

      const resource = await portal.expectEntity(resourceRef(fxRates), {
        metadata: { title: 'fx-rates-production' },
        spec: { type: 'deployment', owner: 'payments' },
      });
      const related = resource.relations!.map(
        ({ type, targetRef }) => `${type} ${targetRef}`,
      );
      expect(related).toContain('dependencyOf component:default/fx-rates');
      expect(related).toContain('ownedBy group:default/payments');
      expect(related).toContain('partOf system:default/payment-processing');
      const [product] = await portal.entities(
        'kind=resource,spec.type=service-catalog-product,metadata.title=Java service on ECS',
      );
      expect(related).toContain(
        `dependsOn resource:default/${product.metadata.name}`,
      );
    });

    it('leaves out what Control Tower made', async () => {
      const account: DeploymentOptions = {
        name: 'cordillera-laboratory',
        type: 'CONTROL_TOWER_ACCOUNT',
      };
      aws = await startTestAws([fxRates, account]);
      const portal = await start();
      await portal.syncAll();

      await portal.expectEntity(resourceRef(fxRates), {});
      const deployments = await portal.entities(
        'kind=resource,spec.type=deployment',
      );
      expect(deployments.map(({ metadata }) => metadata.title)).toEqual([
        fxRates.name,
      ]);
    });

    it('lets a repository take a stub over, and brings the stub back', async () => {
      aws = await startTestAws([fxRates]);
      const portal = await start();
      await portal.syncAll();
      const stub = await portal.expectEntity('component:default/fx-rates', {
        spec: { inventory: { origin: 'aws' } },
      });

      await repositories.write(
        'fx-rates',
        component('fx-rates', { spec: { owner: 'cards' } }),
      );
      const merged = await portal.expectEntity('component:default/fx-rates', {
        metadata: { uid: stub.metadata.uid },
        spec: {
          owner: 'cards', // the repository wins
          system: 'payment-processing', // AWS fills what is blank
          inventory: {
            origin: 'both',
            sources: { owner: 'repository', system: 'aws' },
            drift: [{ kind: 'owner-differs' }],
          },
        },
      });
      expect(merged.metadata.labels).toMatchObject({
        'rocket.dev/drift': 'warning',
      });
      await portal.reconcile();

      await repositories.remove('fx-rates');
      await vi.waitFor(
        async () => {
          await portal.deleteOrphans();
          await portal.reconcile();
          expect(
            await portal.entity('component:default/fx-rates'),
          ).toMatchObject({
            spec: { owner: 'payments', inventory: { origin: 'aws' } },
          });
        },
        { timeout: 20_000, interval: 200 },
      );
    });

    it('merges into what a repository declared before, by tag and by annotation', async () => {
      const audited: DeploymentOptions = {
        name: 'audit-production',
        version: 'v2.9.0',
        status: 'TAINTED',
      };
      aws = await startTestAws([limits, limitsDatabase, audited]);
      await repositories.write('limits', component('limits'));
      await repositories.write(
        'audit',
        component('audit-log', {
          annotations: {
            'servicecatalog.aws.amazon.com/provisioned-product': arnOf(audited),
          },
        }),
      );
      const portal = await start();
      await portal.expectEntity('component:default/limits', {
        spec: { inventory: { origin: 'repository' } },
      });
      await portal.expectEntity('component:default/audit-log');
      await portal.syncAll();

      const entity = await portal.expectEntity('component:default/limits', {
        metadata: { labels: { 'rocket.dev/origin': 'both' } },
        spec: {
          inventory: {
            drift: [],
            deployments: [
              { name: 'limits-production', version: 'v3.8.1' },
              { name: 'limits-db-production', isService: false },
            ],
          },
        },
      });
      expect(
        entity.relations!.filter(({ type }) => type === 'dependsOn'),
      ).toEqual([
        { type: 'dependsOn', targetRef: resourceRef(limitsDatabase) },
        { type: 'dependsOn', targetRef: resourceRef(limits) },
      ]);
      await portal.expectEntity('component:default/audit-log', {
        spec: {
          inventory: {
            origin: 'both',
            drift: [{ kind: 'tainted' }, { kind: 'version-deprecated' }],
          },
        },
      });
      expect(await portal.entities('kind=component')).toHaveLength(2);
    });

    it('changes nothing in the catalog when nothing changed in AWS', async () => {
      aws = await startTestAws([fxRates, limits, limitsDatabase]);
      await repositories.write('limits', component('limits'));
      const portal = await start({ allowedOutputs: ['Url'] });
      await portal.expectEntity('component:default/limits');
      await portal.syncAll();
      await portal.expectEntity('component:default/limits', {
        spec: { inventory: { origin: 'both' } },
      });
      await portal.expectEntity('component:default/fx-rates');
      await portal.reconcile();
      await aws.takeRequests();

      // The catalog's own loop writes all the time: only our statements count.
      const written: string[] = [];
      const listen = ({ sql }: { sql: string }) => {
        const [verb, table] =
          /^(insert into|update|delete from) [`"]?(\w+)/i.exec(sql)?.slice(1) ??
          [];
        if (verb && /^aws_service_catalog__/.test(table)) {
          written.push(table);
        }
      };
      const entities = () =>
        knex('refresh_state')
          .select('entity_ref', 'unprocessed_hash', 'result_hash')
          .orderBy('entity_ref');
      const before = await entities();
      knex.on('query', listen);
      await portal.sync();
      knex.removeListener('query', listen);
      expect(written).toEqual(['aws_service_catalog__scopes']); // when it was listed
      expect(await entities()).toEqual(before);

      // Details are not asked for again: the records are the same.
      const requests = await aws.takeRequests();
      expect(requests.SearchProvisionedProducts).toBe(1);
      expect(requests.GetProvisionedProductOutputs).toBeUndefined();
    });

    it('keeps two accounts with the same name apart, in one service', async () => {
      const twin = { ...limits, accountId: STAGING };
      aws = await startTestAws([
        limits,
        { ...twin, tags: { ...limits.tags, environment: 'staging' } },
      ]);
      const accounts = [HUB, PRODUCTION, STAGING];
      const portal = await start({ accounts });
      await portal.syncAll(accounts);
      await portal.expectEntity('component:default/limits', {
        spec: {
          inventory: {
            deployments: [
              { account: PRODUCTION, environment: 'production' },
              { account: STAGING, environment: 'staging' },
            ],
          },
        },
      });
      const resources = await portal.entities(
        'kind=resource,metadata.title=limits-production',
      );
      expect(new Set(resources.map(({ metadata }) => metadata.name)).size).toBe(
        2,
      );
    });

    it('merges an ambiguous claim into nobody, and shows it on all', async () => {
      aws = await startTestAws([limits]);
      const claim = {
        'servicecatalog.aws.amazon.com/provisioned-product': arnOf(limits),
      };
      await repositories.write(
        'both',
        component('first', { annotations: claim }),
        component('second', { annotations: claim }),
      );
      const portal = await start();
      await portal.expectEntity('component:default/first');
      await portal.expectEntity('component:default/second');
      await portal.syncAll();
      for (const [mine, other] of [
        ['first', 'second'],
        ['second', 'first'],
      ]) {
        await portal.expectEntity(`component:default/${mine}`, {
          spec: {
            inventory: {
              origin: 'repository',
              deployments: [],
              drift: [{ kind: 'ambiguous-claim' }],
              ambiguous: [
                {
                  arn: arnOf(limits),
                  claimedBy: [`component:default/${other}`],
                },
              ],
            },
          },
        });
      }
      expect(await portal.entity('component:default/limits')).toBeUndefined();
    });

    it('believes no listing that lost a page or said one twice', async () => {
      const many = Array.from({ length: 12 }, (_, index) => ({
        ...fxRates,
        name: `fx-rates-${index}`,
      }));
      aws = await startTestAws(many);
      const portal = await start({ limits: { pageSize: 5 } });
      await portal.syncAll();
      const count = async () =>
        (await portal.entities('kind=resource,spec.type=deployment')).length;
      await vi.waitFor(async () => expect(await count()).toBe(12), {
        timeout: 20_000,
      });
      for (const kind of ['lose-page', 'duplicate', 'truncate']) {
        for (let round = 0; round < 4; round++) {
          await aws.setFaults({
            kind,
            times: 1,
            operation: 'SearchProvisionedProducts',
          });
          await portal.sync();
        }
        const scope = (await portal.scopes())[1];
        expect(scope.failures).toBeGreaterThan(0);
        expect(scope.reason).toMatch(/AWS counts 12 .* listed \d/);
      }
      expect(await count()).toBe(12);
      await portal.expectEntity(resourceRef(many[3]), {
        spec: { inventory: { drift: [{ kind: 'scope-stale' }] } },
      });
      await portal.sync();
      expect((await portal.scopes())[1]).toMatchObject({
        failures: 0,
        reason: null,
      });
    });

    it('removes nothing when 40 % vanish, and what is gone after its grace', async () => {
      const many = Array.from({ length: 10 }, (_, index) => ({
        ...fxRates,
        name: `fx-rates-${index}`,
      }));
      aws = await startTestAws(many);
      const portal = await start();
      await portal.syncAll();
      const count = async () =>
        (await portal.entities('kind=resource,spec.type=deployment')).length;
      await vi.waitFor(async () => expect(await count()).toBe(10), {
        timeout: 20_000,
      });

      await aws.setFaults({ kind: 'vanish', ratio: 0.4 });
      for (let round = 0; round < 4; round++) {
        await portal.sync();
      }
      expect(await count()).toBe(10);
      expect((await portal.scopes())[1].notice).toMatch(/4 of 10/);

      await aws.clearFaults();
      await aws.setFaults({ kind: 'vanish', ratio: 0.2 });
      await portal.sync();
      await portal.sync();
      expect(await count()).toBe(10);
      await portal.sync();
      await vi.waitFor(async () => expect(await count()).toBe(8));
      expect((await portal.scopes())[1].notice).toBeNull();
    });

    it('loses nothing while AWS throttles or refuses', async () => {
      aws = await startTestAws([fxRates]);
      const portal = await start({ limits: { attempts: 1 } });
      await portal.syncAll();
      await portal.expectEntity('component:default/fx-rates');
      for (const [kind, reason] of [
        ['throttle', /ThrottlingException/],
        ['deny', /AccessDeniedException.*not authorized/],
        ['break', /InternalFailure/],
      ] as const) {
        await aws.setFaults({ kind });
        await portal.sync();
        await portal.sync();
        expect((await portal.scopes())[1].reason).toMatch(reason);
        await aws.clearFaults();
      }
      await portal.expectEntity('component:default/fx-rates', {
        spec: {
          inventory: {
            drift: [{ kind: 'not-declared' }, { kind: 'scope-stale' }],
          },
        },
      });
    });

    it('waits out a throttled moment by itself', async () => {
      aws = await startTestAws([fxRates]);
      const portal = await start();
      await aws.setFaults({
        kind: 'throttle',
        operation: 'SearchProvisionedProducts',
        times: 2,
      });
      await portal.syncAll();
      await portal.expectEntity('component:default/fx-rates');
      expect((await portal.scopes()).map(({ failures }) => failures)).toEqual([
        0, 0,
      ]);
    });

    it('keeps what it had through an hour of throttling, and recovers', async () => {
      aws = await startTestAws([fxRates]);
      const portal = await start({ limits: { attempts: 2 } });
      // The clock of the portal and of AWS goes on as the schedule has it.
      const begun = Date.now();
      vi.useFakeTimers({
        toFake: ['Date'],
        now: begun,
        shouldAdvanceTime: true,
      });
      try {
        await portal.syncAll();
        await portal.expectEntity('component:default/fx-rates');
        const told = async () => {
          const answer = await portal.request('aws-service-catalog/scopes');
          const { scopes } = await answer.json();
          const { status, reason, lastSuccessAt, items } = scopes[1];
          return {
            status,
            reason,
            items,
            age: Date.now() - Date.parse(lastSuccessAt),
          };
        };
        const minutes = (count: number) => count * 60_000;
        expect(await told()).toMatchObject({ status: 'fresh', items: 1 });

        await aws.setFaults({ kind: 'throttle' });
        const statuses: string[] = [];
        for (let minute = 15; minute <= 60; minute += 15) {
          vi.setSystemTime(begun + minutes(minute));
          await portal.sync();
          const scope = await told();
          statuses.push(scope.status);
          expect(scope.items).toBe(1);
          expect(scope.reason).toMatch(/ThrottlingException: Rate exceeded/);
          expect(scope.age).toBeGreaterThanOrEqual(minutes(minute - 1));
        }
        expect(statuses).toEqual(['fresh', 'stale', 'stale', 'stale']);
        await portal.expectEntity('component:default/fx-rates', {
          spec: {
            inventory: {
              deployments: [{ arn: arnOf(fxRates) }],
              drift: [{ kind: 'not-declared' }, { kind: 'scope-stale' }],
            },
          },
        });

        await aws.clearFaults();
        vi.setSystemTime(begun + minutes(75));
        await portal.sync();
        const recovered = await told();
        expect(recovered).toMatchObject({ status: 'fresh', items: 1 });
        expect(recovered.reason).toBeUndefined();
        expect(recovered.age).toBeLessThan(minutes(1));
        await portal.expectEntity('component:default/fx-rates', {
          spec: { inventory: { drift: [{ kind: 'not-declared' }] } },
        });
      } finally {
        vi.useRealTimers();
      }
    });

    it('goes on after a stop in the middle of a sync', async () => {
      aws = await startTestAws([fxRates, limits]);
      const first = await start({ limits: { pageSize: 1 } });
      await first.sync(HUB);
      await aws.takeRequests();
      // The second page never comes; the portal stops while it waits for it.
      await aws.setFaults({
        kind: 'hang',
        operation: 'ScanProvisionedProducts',
      });
      const stopping = new AbortController();
      const syncing = first.sync(PRODUCTION, stopping.signal);
      await vi.waitFor(async () =>
        expect(await aws!.takeRequests()).toMatchObject({
          ScanProvisionedProducts: 1,
        }),
      );
      stopping.abort();
      await syncing;
      expect(await first.scopes()).toHaveLength(1);
      expect(
        await knex('aws_service_catalog__items').where({
          kind: 'provisioned-product',
        }),
      ).toEqual([]);
      await first.stop();
      portals.pop();
      await aws.clearFaults();

      const second = await start();
      await second.syncAll();
      await second.expectEntity('component:default/fx-rates', {
        spec: { inventory: { origin: 'aws' } },
      });
      await second.expectEntity(resourceRef(limits));
    });

    it('says that an owner is unknown once it is missing for long', async () => {
      const odd = { ...fxRates, tags: { ...fxRates.tags, team: 'late-team' } };
      aws = await startTestAws([odd]);
      const portal = await start();
      const begun = Date.now();
      vi.useFakeTimers({
        toFake: ['Date'],
        now: begun,
        shouldAdvanceTime: true,
      });
      try {
        await portal.expectEntity('group:default/cards');
        await portal.syncAll();
        await portal.expectEntity('component:default/fx-rates', {
          spec: { inventory: { drift: [{ kind: 'not-declared' }] } },
        });
        vi.setSystemTime(begun + 60_000);
        await portal.reconcile();
        expect(
          await knex('aws_service_catalog__placements').where(
            'deployment',
            'like',
            '%"ownerUnknown":true%',
          ),
        ).toEqual([]);
        vi.setSystemTime(begun + 130_000);
        await portal.reconcile();
        await portal.expectEntity('component:default/fx-rates', {
          spec: {
            inventory: {
              drift: [{ kind: 'not-declared' }, { kind: 'owner-unknown' }],
            },
          },
        });
        await repositories.write('late', group('late-team'));
        await portal.expectEntity('group:default/late-team');
        await portal.reconcile();
        await portal.expectEntity('component:default/fx-rates', {
          spec: { inventory: { drift: [{ kind: 'not-declared' }] } },
        });
      } finally {
        vi.useRealTimers();
      }
    });

    it('tells of a product what it takes to launch it, and of what was launched how', async () => {
      aws = await startTestAws([fxRates]);
      const portal = await start();
      await portal.syncAll();
      const [product] = await vi.waitFor(
        async () => {
          const found = await portal.entities(
            'kind=resource,spec.type=service-catalog-product,metadata.title=Java service on ECS',
          );
          expect(found).toHaveLength(1);
          return found;
        },
        { timeout: 20_000, interval: 100 },
      );
      expect(product.spec).toMatchObject({
        owner: 'platform',
        inventory: {
          status: 'AVAILABLE',
          tags: { team: 'platform' },
          // One without values is a conflict, and left out.
          tagOptions: { environment: ['production', 'staging'] },
          launchRoles: ['service-catalog-launch'],
          versions: expect.arrayContaining([
            expect.objectContaining({ guidance: 'DEPRECATED', active: true }),
            expect.objectContaining({ guidance: 'DEFAULT', active: true }),
          ]),
        },
      });
      await portal.expectEntity(resourceRef(fxRates), {
        spec: {
          inventory: {
            deployments: [
              {
                status: 'AVAILABLE',
                physicalId: expect.stringContaining(':stack/SC-'),
                recordId: expect.stringMatching(/^rec-/),
                launchRoleArn: `arn:aws:iam::${PRODUCTION}:role/service-catalog-launch`,
                outputs: {}, // none is on the allow-list
              },
            ],
            tags: fxRates.tags,
          },
        },
      });
    });

    it('lets two replicas share the work', async () => {
      aws = await startTestAws([fxRates, limits]);
      await repositories.write('limits', component('limits'));
      const [first, second] = [await start(), await start()];
      await first.expectEntity('component:default/limits');
      // The scheduler gives every task to one of them at a time, to either by turns.
      await first.sync(HUB);
      await second.sync(PRODUCTION);
      await Promise.all([first.reconcile(), second.reconcile()]);
      for (const portal of [first, second]) {
        await portal.expectEntity('component:default/limits', {
          spec: { inventory: { origin: 'both' } },
        });
        await portal.expectEntity('component:default/fx-rates', {
          spec: { inventory: { origin: 'aws' } },
        });
      }
      await aws.setFaults({ kind: 'vanish', ratio: 0.5 });
      for (const portal of [first, second, first]) {
        await portal.sync(PRODUCTION);
      }
      const emitted = await knex('aws_service_catalog__emitted').where(
        'entity_ref',
        'like',
        '%production%',
      );
      expect(emitted).toHaveLength(1);
    });

    it('says of a declared service that it does not run, once AWS was read in full', async () => {
      aws = await startTestAws([fxRates]);
      await repositories.write('idle', component('idle'));
      const portal = await start();
      await portal.expectEntity('component:default/idle', {
        spec: { inventory: { drift: [] } },
      });
      await portal.sync(PRODUCTION);
      await portal.expectEntity('component:default/fx-rates');
      expect(await portal.entity('component:default/idle')).toMatchObject({
        spec: { inventory: { drift: [] } },
      });
      await portal.sync(HUB);
      await portal.expectEntity('component:default/idle', {
        metadata: { labels: { 'rocket.dev/drift': 'info' } },
        spec: { inventory: { drift: [{ kind: 'not-running' }] } },
      });
    });

    it('answers where a service runs, what drifts, and what a mapping would do', async () => {
      aws = await startTestAws([fxRates, limits, limitsDatabase]);
      await repositories.write('limits', component('limits'));
      const portal = await start();
      await portal.expectEntity('component:default/limits');
      await portal.syncAll();
      await portal.expectEntity('component:default/limits', {
        spec: { inventory: { origin: 'both' } },
      });
      await portal.expectEntity('component:default/fx-rates');

      expect(
        await portal.invoke('find-aws-deployments', { entityRef: 'limits' }),
      ).toMatchObject({
        entityRef: 'component:default/limits',
        deployments: [
          { name: 'limits-production', account: PRODUCTION, isService: true },
          { name: 'limits-db-production', isService: false },
        ],
        drift: [],
      });
      expect(
        await portal.invoke('list-inventory-drift', { kind: 'not-declared' }),
      ).toMatchObject({
        total: 1,
        items: [
          {
            entityRef: 'component:default/fx-rates',
            owner: 'payments',
            kind: 'not-declared',
          },
        ],
      });

      const preview = await portal.invoke('preview-aws-mapping', {
        mapping: {
          rules: [
            {
              name: 'data belongs to payments',
              when: { product: 'aurora*' },
              set: { owner: 'payments' },
            },
          ],
        },
      });
      expect(preview).toMatchObject({
        total: 3,
        changed: 1,
        items: [
          {
            name: 'limits-db-production',
            before: expect.stringContaining('owner cards'),
            after: expect.stringContaining('owner payments'),
          },
        ],
      });
      await expect(
        portal.invoke('preview-aws-mapping', {
          mapping: { rules: [{ name: 'empty', set: {} }] },
        }),
      ).rejects.toThrow(/mapping\.rules\[0\]\.set \(rule “empty”\)/);
    });
  },
);
