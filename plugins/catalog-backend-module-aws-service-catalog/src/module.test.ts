import {
  arnOf,
  DeploymentOptions,
  HUB,
  PRODUCTION,
  STAGING,
} from './__testUtils__/company';
import { component, group } from './__testUtils__/portal';
import {
  databases,
  fxRates,
  limits,
  resourceRef,
  useStage,
} from './__testUtils__/useStage';

const limitsDatabase: DeploymentOptions = {
  name: 'limits-db-production',
  product: 'aurora-postgresql',
  tags: { service: 'limits', team: 'cards', environment: 'production' },
};

/** The product that services are launched from. */
const JAVA_SERVICE =
  'kind=resource,spec.type=service-catalog-product,metadata.title=Java service on ECS';

describe.each(databases.eachSupportedId())(
  'the inventory on %s',
  databaseId => {
    const stage = useStage(databaseId);

    it('shows what only AWS knows, as a stub with its resources', async () => {
      await stage.startAws([fxRates]);
      const portal = await stage.startPortal({ allowedOutputs: ['Url'] });
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
      const [product] = await portal.expectEntities(JAVA_SERVICE, 1);
      expect(related).toContain(
        `dependsOn resource:default/${product.metadata.name}`,
      );
    });

    it('leaves out what Control Tower made', async () => {
      const account: DeploymentOptions = {
        name: 'cordillera-laboratory',
        type: 'CONTROL_TOWER_ACCOUNT',
      };
      await stage.startAws([fxRates, account]);
      const portal = await stage.startPortal();
      await portal.syncAll();

      await portal.expectEntity(resourceRef(fxRates));
      const given = await stage
        .knex()('aws_service_catalog__emitted')
        .where('entity_ref', 'like', 'resource:default/cordillera%')
        .orWhere('entity_ref', 'like', 'resource:default/fx-rates%')
        .pluck('entity_ref');
      expect(given).toEqual([resourceRef(fxRates)]);
    });

    it('lets a repository take a stub over, and brings the stub back', async () => {
      await stage.startAws([fxRates]);
      const portal = await stage.startPortal();
      await portal.syncAll();
      const stub = await portal.expectEntity('component:default/fx-rates', {
        spec: { inventory: { origin: 'aws' } },
      });

      await stage
        .repositories()
        .write('fx-rates', component('fx-rates', { spec: { owner: 'cards' } }));
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

      await stage.repositories().remove('fx-rates');
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
      await stage.startAws([limits, limitsDatabase, audited]);
      await stage.repositories().write('limits', component('limits'));
      await stage.repositories().write(
        'audit',
        component('audit-log', {
          annotations: {
            'servicecatalog.aws.amazon.com/provisioned-product': arnOf(audited),
          },
        }),
      );
      const portal = await stage.startPortal();
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
      await portal.expectEntities('kind=component', 2);
    });

    it('changes nothing in the catalog when nothing changed in AWS', async () => {
      const aws = await stage.startAws([fxRates, limits, limitsDatabase]);
      await stage.repositories().write('limits', component('limits'));
      const portal = await stage.startPortal({ allowedOutputs: ['Url'] });
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
        stage
          .knex()('refresh_state')
          .select('entity_ref', 'unprocessed_hash', 'result_hash')
          .orderBy('entity_ref');
      const before = await entities();
      stage.knex().on('query', listen);
      await portal.sync();
      stage.knex().removeListener('query', listen);
      expect(written).toEqual(['aws_service_catalog__scopes']); // when it was listed
      expect(await entities()).toEqual(before);

      // Details are not asked for again: the records are the same.
      const requests = await aws.takeRequests();
      expect(requests.SearchProvisionedProducts).toBe(1);
      expect(requests.GetProvisionedProductOutputs).toBeUndefined();
    });

    it('keeps two accounts with the same name apart, in one service', async () => {
      const twin = { ...limits, accountId: STAGING };
      await stage.startAws([
        limits,
        { ...twin, tags: { ...limits.tags, environment: 'staging' } },
      ]);
      const accounts = [HUB, PRODUCTION, STAGING];
      const portal = await stage.startPortal({ accounts });
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
      const resources = await portal.expectEntities(
        'kind=resource,metadata.title=limits-production',
        2,
      );
      expect(new Set(resources.map(({ metadata }) => metadata.name)).size).toBe(
        2,
      );
    });

    it('merges an ambiguous claim into nobody, and shows it on all', async () => {
      await stage.startAws([limits]);
      const claim = {
        'servicecatalog.aws.amazon.com/provisioned-product': arnOf(limits),
      };
      await stage
        .repositories()
        .write(
          'both',
          component('first', { annotations: claim }),
          component('second', { annotations: claim }),
        );
      const portal = await stage.startPortal();
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

    it('says that an owner is unknown once it is missing for long', async () => {
      const odd = { ...fxRates, tags: { ...fxRates.tags, team: 'late-team' } };
      await stage.startAws([odd]);
      const portal = await stage.startPortal();
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
          await stage
            .knex()('aws_service_catalog__placements')
            .where('deployment', 'like', '%"ownerUnknown":true%'),
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
        await stage.repositories().write('late', group('late-team'));
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
      await stage.startAws([fxRates]);
      const portal = await stage.startPortal();
      await portal.syncAll();
      const [product] = await portal.expectEntities(JAVA_SERVICE, 1);
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

    it('tells of a product that another account shares with all its tag options', async () => {
      await stage.startAws([fxRates]);
      // The account that owns it is not configured.
      const portal = await stage.startPortal({ accounts: [PRODUCTION] });
      await portal.sync();
      const [product] = await portal.expectEntities(JAVA_SERVICE, 1);
      expect(product.spec).toMatchObject({
        inventory: {
          tagOptions: { environment: ['production', 'staging'] },
        },
      });
    });

    it('says of a declared service that it does not run, once AWS was read in full', async () => {
      await stage.startAws([fxRates]);
      await stage.repositories().write('idle', component('idle'));
      const portal = await stage.startPortal();
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
      await stage.startAws([fxRates, limits, limitsDatabase]);
      await stage.repositories().write('limits', component('limits'));
      const portal = await stage.startPortal();
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
            owner: 'group:default/payments',
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
