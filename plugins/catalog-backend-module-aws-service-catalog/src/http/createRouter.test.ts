import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { z } from 'zod';
import { taskIds } from '../AwsServiceCatalogEntityProvider';
import {
  DeploymentOptions,
  HUB,
  PRODUCTION,
  REGION,
} from '../__testUtils__/company';
import {
  component,
  createRepositories,
  group,
  PROVIDER_ID,
  startPortal,
  startTestAws,
} from '../__testUtils__/portal';
import {
  driftPageSchema,
  previewSchema,
  scopesSchema,
  summarySchema,
} from './api';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const deployments: DeploymentOptions[] = [
  {
    name: 'fx-rates-production',
    tags: { service: 'fx-rates', team: 'payments', environment: 'production' },
  },
  {
    name: 'limits-production',
    version: 'v3.8.1',
    tags: { service: 'limits', team: 'payments', environment: 'production' },
  },
  {
    name: 'limits-db-production',
    product: 'aurora-postgresql',
    status: 'TAINTED',
    tags: { service: 'limits', team: 'cards', environment: 'production' },
  },
];

const refreshPath = `scopes/${PROVIDER_ID}/${PRODUCTION}/${REGION}/refresh`;

describe('the API of the inventory', () => {
  let repositories: Awaited<ReturnType<typeof createRepositories>>;
  let aws: Awaited<ReturnType<typeof startTestAws>>;
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;

  beforeAll(async () => {
    repositories = await createRepositories();
    await repositories.write('groups', group('cards'), group('payments'));
    await repositories.write('limits', component('limits'));
    aws = await startTestAws(deployments);
  });
  afterAll(async () => {
    await aws.stop();
    await repositories.delete();
  });
  afterEach(async () => {
    await aws.clearFaults();
    await portal?.stop();
  });

  const start = async (
    options?: Omit<Parameters<typeof startPortal>[0], 'knex' | 'repositories'>,
  ) => {
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      repositories,
      ...options,
    });
    const started = portal;
    return {
      ...started,
      ask: (path: string, init?: RequestInit) =>
        started.request(`aws-service-catalog/${path}`, init),
      read: async <T>(schema: z.ZodType<T>, path: string) => {
        const response = await started.request(`aws-service-catalog/${path}`);
        expect(response.status).toBe(200);
        return schema.parse(await response.json());
      },
    };
  };

  it('lists a scope when asked, and tells how all of them are', async () => {
    const { ask, read } = await start({
      scheduler: schedulerServiceFactory,
      settings: {
        accounts: [HUB, { id: PRODUCTION, name: 'cordillera-production' }],
        schedule: {
          frequency: { cron: '0 3 1 1 *' },
          timeout: { minutes: 5 },
        },
      },
    });
    const before = await read(scopesSchema, 'scopes');
    expect(before).toEqual({
      configured: true,
      scopes: [
        {
          provider: PROVIDER_ID,
          account: HUB,
          region: REGION,
          status: 'never',
          items: 0,
          running: false,
          nextRunAt: expect.any(String),
        },
        {
          provider: PROVIDER_ID,
          account: PRODUCTION,
          accountName: 'cordillera-production',
          region: REGION,
          status: 'never',
          items: 0,
          running: false,
          nextRunAt: expect.any(String),
        },
      ],
    });
    expect(Date.parse(before.scopes[0].nextRunAt!)).toBeGreaterThan(Date.now());

    const started = await ask(refreshPath, { method: 'POST' });
    expect(started.status).toBe(202);
    expect(await started.json()).toEqual({ status: 'started' });
    const again = await ask(refreshPath, { method: 'POST' });
    expect(again.status).toBe(429);
    const seconds = Number(again.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);

    const listed = await vi.waitFor(
      async () => {
        const { scopes } = await read(scopesSchema, 'scopes');
        expect(scopes[1]).toMatchObject({ status: 'fresh', running: false });
        return scopes;
      },
      { timeout: 20_000, interval: 200 },
    );
    expect(listed[1].items).toBe(deployments.length);
    expect(Date.parse(listed[1].nextRunAt!)).toBeGreaterThan(Date.now());
    expect(listed[0]).toMatchObject({ status: 'never', items: 0 });
  }, 60_000);

  it('says that a scope fails, and why, beside what it had', async () => {
    const { read, sync } = await start();
    await sync();
    await aws.setFaults({
      kind: 'deny',
      operation: 'SearchProvisionedProducts',
    });
    await sync();
    const once = (await read(scopesSchema, 'scopes')).scopes[1];
    expect(once).toMatchObject({
      status: 'fresh',
      items: deployments.length,
      reason: expect.stringContaining('AccessDenied'),
    });
    await sync();
    const twice = (await read(scopesSchema, 'scopes')).scopes[1];
    expect(twice).toMatchObject({
      status: 'stale',
      lastSuccessAt: once.lastSuccessAt,
      items: deployments.length,
    });
    expect(Date.parse(twice.lastErrorAt!)).toBeGreaterThanOrEqual(
      Date.parse(once.lastErrorAt!),
    );
    await aws.clearFaults();
    await sync();
    const healed = (await read(scopesSchema, 'scopes')).scopes[1];
    expect(healed.status).toBe('fresh');
    expect(healed).not.toHaveProperty('reason');
    expect(healed).not.toHaveProperty('lastErrorAt');
  });

  it('sums up, filters and sorts what drifts', async () => {
    const { ask, read, syncAll, expectEntity } = await start({
      settings: { accounts: [HUB, { id: PRODUCTION, name: 'production' }] },
    });
    await syncAll();
    await expectEntity('component:default/limits', {
      spec: { inventory: { origin: 'both' } },
    });
    await expectEntity('component:default/fx-rates');
    const summary = await vi.waitFor(
      async () => {
        const found = await read(summarySchema, 'summary');
        expect(found.places).toEqual([
          { account: PRODUCTION, region: REGION, count: deployments.length },
        ]);
        return found;
      },
      { timeout: 20_000, interval: 100 },
    );
    expect(summary.origins).toEqual({ repository: 0, aws: 1, both: 1 });
    expect(summary.drift).toEqual({
      entities: 2,
      levels: { warning: 2, info: 0 },
      kinds: expect.arrayContaining([
        { kind: 'not-declared', count: 1 },
        { kind: 'owner-differs', count: 1 },
        { kind: 'tainted', count: 1 },
      ]),
      accounts: [PRODUCTION],
      owners: ['group:default/cards', 'group:default/payments'],
    });

    const refsOf = async (query: string) => {
      const page = await read(driftPageSchema, `drift?${query}`);
      return page.items.map(({ entityRef }) => entityRef);
    };
    const fxRates = 'component:default/fx-rates';
    const limits = 'component:default/limits';
    expect(await refsOf('sort=name')).toEqual([fxRates, limits]);
    expect(await refsOf('sort=name&order=desc')).toEqual([limits, fxRates]);
    expect(await refsOf('sort=owner')).toEqual([limits, fxRates]);
    expect(await refsOf('team=cards')).toEqual([limits]);
    expect(await refsOf('team=group:default/payments')).toEqual([fxRates]);
    expect(await refsOf('team=cards&team=payments')).toHaveLength(2);
    expect(await refsOf('kind=tainted&kind=failed')).toEqual([limits]);
    expect(await refsOf(`account=${HUB}`)).toEqual([]);
    expect(await refsOf(`account=${PRODUCTION}&kind=not-declared`)).toEqual([
      fxRates,
    ]);
    const second = await read(
      driftPageSchema,
      'drift?sort=name&offset=1&limit=1',
    );
    expect(second.totalItems).toBe(2);
    expect(second.items).toMatchObject([
      {
        entityRef: limits,
        type: 'service',
        owner: 'group:default/cards',
        places: [
          { account: PRODUCTION, accountName: 'production', region: REGION },
        ],
      },
    ]);
    const onlyTainted = await read(driftPageSchema, 'drift?kind=tainted');
    expect(onlyTainted.items[0].drift?.map(({ kind }) => kind)).toEqual([
      'tainted',
    ]);

    for (const wrong of [
      'kind=unheard-of',
      'sort=colour',
      'limit=0',
      'team=cards/',
    ]) {
      const { status } = await ask(`drift?${wrong}`);
      expect(`${wrong} ${status}`).toBe(`${wrong} 400`);
    }

    const csv = await ask('drift?sort=name&kind=not-declared&kind=tainted', {
      headers: { accept: 'text/csv' },
    });
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(csv.headers.get('vary')).toContain('Accept');
    const [header, ...lines] = (await csv.text()).trimEnd().split('\r\n');
    expect(header).toBe(
      'entity_ref,title,type,owner,places,kind,level,message',
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      `${fxRates},fx-rates,service,group:default/payments,${PRODUCTION} ${REGION},not-declared,warning,`,
    );
    expect(lines[1]).toContain(',tainted,warning,');
    const image = await ask('drift', { headers: { accept: 'image/png' } });
    expect(image.status).toBe(406);
  });

  it('prints what a mapping would make of the snapshot, and changes nothing', async () => {
    const { ask, syncAll, expectEntity } = await start();
    await syncAll();
    await expectEntity('component:default/fx-rates');
    const preview = (
      mapping: object,
      options: { query?: string; accept?: string } = {},
    ) =>
      ask(`preview${options.query ?? ''}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: options.accept ?? 'application/json',
        },
        body: JSON.stringify(mapping),
      });
    const mapping = {
      rules: [
        {
          name: 'data belongs to payments',
          when: { product: 'aurora*' },
          set: { owner: 'payments', tier: 1 },
        },
      ],
    };
    const report = previewSchema.parse(await (await preview(mapping)).json());
    expect(report).toMatchObject({
      total: 3,
      changed: 1,
      items: [{ name: 'limits-db-production', changed: true }],
    });
    const printed = await (
      await preview(mapping, { accept: 'text/plain' })
    ).text();
    expect(printed).toMatch(
      /^1 of 3 provisioned products would become something else\.\n\n~ limits-db-production {2}arn:\S+\n {4}now: {3}database, owner cards, .*\n {4}then: {2}database, owner payments, tier 1, /,
    );
    const all = await preview(mapping, {
      query: '?all=true',
      accept: 'text/plain',
    });
    expect(await all.text()).toMatch(
      /\n {2}fx-rates-production {2}arn:\S+\n {4}as now: service/,
    );

    const wrong = await preview({
      rules: [{ name: 'tiers', set: { tier: 7 } }],
    });
    expect(wrong.status).toBe(400);
    expect((await wrong.json()).error.message).toContain(
      'mapping.rules[0].set.tier (rule “tiers”): must be a tier from 0 to 3',
    );
    expect((await preview({}, { query: '?provider=other' })).status).toBe(400);
    await expectEntity('component:default/fx-rates', {
      spec: { owner: 'payments' },
    });
  });

  it('refreshes only for who may, only what there is, and keeps a record', async () => {
    const permissions = mockServices.permissions.mock();
    const auditor = mockServices.auditor.mock();
    const success = vi.fn(async () => {});
    const fail = vi.fn(async () => {});
    auditor.createEvent.mockImplementation(async () => ({ success, fail }));
    const scheduler = mockServices.scheduler.mock({
      scheduleTask: async () => {},
      triggerTask: async () => {
        throw new ConflictError('it runs');
      },
    });
    const { ask } = await start({
      scheduler: scheduler.factory,
      features: [permissions.factory, auditor.factory],
    });
    const answer = (result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) =>
      permissions.authorize.mockImplementation(async requests =>
        requests.map(() => ({ result })),
      );

    answer(AuthorizeResult.DENY);
    expect((await ask(refreshPath, { method: 'POST' })).status).toBe(403);
    expect(permissions.authorize.mock.lastCall![0]).toMatchObject([
      { permission: { name: 'catalog.aws-service-catalog.scope.refresh' } },
    ]);
    expect(fail).toHaveBeenCalledTimes(1);

    answer(AuthorizeResult.ALLOW);
    for (const [path, status] of [
      [`scopes/other/${PRODUCTION}/${REGION}/refresh`, 404],
      [`scopes/${PROVIDER_ID}/999999999999/${REGION}/refresh`, 404],
      [`scopes/${PROVIDER_ID}/${PRODUCTION}/eu-west-1/refresh`, 404],
      [`scopes/${PROVIDER_ID}/production/${REGION}/refresh`, 400],
    ] as const) {
      expect((await ask(path, { method: 'POST' })).status).toBe(status);
    }
    expect(scheduler.triggerTask).not.toHaveBeenCalled();

    // Refused and unknown have not used up the turn.
    const response = await ask(refreshPath, { method: 'POST' });
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ status: 'running' });
    expect(scheduler.triggerTask).toHaveBeenCalledWith(
      taskIds.sync(PROVIDER_ID, { accountId: PRODUCTION, region: REGION }),
    );
    expect(success).toHaveBeenCalledTimes(1);
    expect(auditor.createEvent.mock.lastCall![0]).toMatchObject({
      eventId: 'aws-scope-refresh',
      meta: { provider: PROVIDER_ID, account: PRODUCTION, region: REGION },
    });
  });

  it('answers nobody unknown, and leaves the rest to the catalog', async () => {
    const { ask, request, read } = await start({ settings: null });
    const anonymous = {
      headers: { authorization: mockCredentials.none.header() },
    };
    for (const path of ['scopes', 'summary', 'drift']) {
      expect((await ask(path, anonymous)).status).toBe(401);
    }
    expect(await read(scopesSchema, 'scopes')).toEqual({
      configured: false,
      scopes: [],
    });
    expect(await read(summarySchema, 'summary')).toEqual({
      origins: { repository: 0, aws: 0, both: 0 },
      places: [],
      drift: {
        entities: 0,
        levels: { warning: 0, info: 0 },
        kinds: [],
        accounts: [],
        owners: [],
      },
    });
    expect((await ask('nothing')).status).toBe(404);
    expect((await ask('scopes', { method: 'DELETE' })).status).toBe(404);
    expect((await request('entities?filter=kind=group')).status).toBe(200);
    const document = await (await ask('openapi.json')).json();
    expect(Object.keys(document.paths)).toContain(
      '/api/catalog/aws-service-catalog/scopes',
    );
    for (const [path, method] of [
      ['drift', 'get'],
      ['preview', 'post'],
      ['scopes/{provider}/{account}/{region}/refresh', 'post'],
    ]) {
      const operations =
        document.paths[`/api/catalog/aws-service-catalog/${path}`];
      expect(operations[method].responses).toHaveProperty('400');
    }
  });
});
