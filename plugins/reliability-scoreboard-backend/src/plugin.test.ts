import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ruleCatalogueSchema,
  serviceDetailSchema,
  serviceListSchema,
  summarySchema,
} from '@rocket/plugin-reliability-scoreboard-common';
import { createCompany } from '@rocket/sandbox';
import request from 'supertest';
import plugin from '.';
import { catalogEntities } from './__testUtils__/catalogEntities';
import { startSandboxNewRelic } from './__testUtils__/sandboxNewRelic';

const company = createCompany({ seed: 'scoreboard' });
const base = '/api/reliability-scoreboard';

describe('reliabilityScoreboardPlugin', () => {
  let newRelic: Awaited<ReturnType<typeof startSandboxNewRelic>>;
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];

  beforeAll(async () => {
    newRelic = await startSandboxNewRelic(company);
    // The catalog has services that were never seen, so that the watcher
    // starts a collection, and the test scheduler waits for it.
    ({ server } = await startTestBackend({
      features: [
        plugin,
        catalogServiceMock.factory({ entities: catalogEntities(company) }),
        mockServices.rootConfig.factory({
          data: { newRelic: newRelic.config },
        }),
      ],
    }));
  });
  afterAll(() => newRelic.stop());

  const get = (path: string) => request(server).get(`${base}${path}`);

  it('serves what it collected, in the shapes of the API', async () => {
    const summary = summarySchema.parse((await get('/summary')).body);
    expect(summary).toMatchObject({
      services: company.services.length,
      collection: { configured: true, running: false },
    });
    const { levels } = summary;
    expect(levels.gold + levels.silver + levels.bronze + levels.none).toBe(
      summary.services,
    );
    expect(levels.gold).toBeGreaterThan(0);
    expect(levels.none).toBeGreaterThan(0);
    expect(summary.filters.paths).toHaveLength(5);

    const page = await get('/services?sort=recovery&order=desc&limit=3');
    const { items, totalItems } = serviceListSchema.parse(page.body);
    expect(totalItems).toBe(summary.services);
    const seconds = items.map(
      item => item.dimensions.recovery.headline?.value ?? NaN,
    );
    expect(seconds).toEqual(seconds.toSorted((a, b) => b - a));
    expect(items[0].trend).toHaveLength(1);

    const detail = await get('/services/default/component/ledger-writer');
    expect(serviceDetailSchema.parse(detail.body)).toMatchObject({
      entityRef: 'component:default/ledger-writer',
      effectiveTier: 0,
    });
    ruleCatalogueSchema.parse((await get('/rules')).body);
  });

  it('filters by repeated parameters, and refuses what it does not know', async () => {
    const total = async (query: string) =>
      (await get(`/services?${query}`)).body.totalItems;
    const cards = company.services.filter(({ team }) => team === 'cards');
    const cardsAndRisk = company.services.filter(({ team }) =>
      ['cards', 'risk'].includes(team),
    );
    expect(await total('owner=group:default/cards')).toBe(cards.length);
    expect(
      await total('owner=group%3Adefault%2Fcards&owner=group:default/risk'),
    ).toBe(cardsAndRisk.length);
    expect(await total('tier=0&tier=1&tier=2&tier=3')).toBe(
      company.services.length,
    );
    expect(await total('path=criticalpath:default/card-authorization')).toBe(6);
    for (const query of ['limit=501', 'tier=7', 'sort=luck', 'color=red']) {
      expect((await get(`/services?${query}`)).status).toBe(400);
    }
    const csv = await get('/services.csv?owner=group:default/cards');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.text.trim().split('\r\n')).toHaveLength(cards.length + 1);
  });

  it('refreshes one service', async () => {
    const path = '/services/default/component/limits';
    const before = (await get(path)).body;
    const after = await request(server).post(`${base}${path}/refresh`);
    expect(after.status).toBe(200);
    expect(
      serviceDetailSchema.parse(after.body).observedAt > before.observedAt,
    ).toBe(true);
    const again = await request(server).post(`${base}${path}/refresh`);
    expect(again.status).toBe(429);
    expect(Number(again.headers['retry-after'])).toBeGreaterThan(0);
    expect(again.body.error.message).toMatch(/^limits was refreshed/);
    expect((await get('/services/default/component/nobody')).status).toBe(404);
    const nobody = '/services/default/component/nobody/refresh';
    expect((await request(server).post(`${base}${nobody}`)).status).toBe(404);
  });

  it('tells nothing to strangers', async () => {
    for (const path of ['/summary', '/rules', '/services', '/services.csv']) {
      const { status } = await get(path).set(
        'Authorization',
        mockCredentials.none.header(),
      );
      expect(status).toBe(401);
    }
  });

  it('asks permission, and starts without New Relic', async () => {
    const { server: denied } = await startTestBackend({
      features: [
        plugin,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    for (const path of [
      '/summary',
      '/rules',
      '/services',
      '/services.csv',
      '/services/default/component/limits',
    ]) {
      expect((await request(denied).get(`${base}${path}`)).status).toBe(403);
    }
    const refresh = `${base}/services/default/component/limits/refresh`;
    expect((await request(denied).post(refresh)).status).toBe(403);
  });

  it('says when New Relic is not configured', async () => {
    const { server: alone } = await startTestBackend({
      features: [
        plugin,
        catalogServiceMock.factory({ entities: catalogEntities(company) }),
      ],
    });
    const { body } = await request(alone).get(`${base}/summary`);
    expect(summarySchema.parse(body)).toMatchObject({
      services: company.services.length,
      levels: { gold: 0, silver: 0, bronze: 0 },
      collection: {
        configured: false,
        lastError: {
          message: expect.stringContaining('New Relic is not configured'),
        },
      },
    });
  });
});
