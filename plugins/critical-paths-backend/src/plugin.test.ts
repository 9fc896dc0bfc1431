import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  pathDetailSchema,
  pathListSchema,
  secondsOf,
  stepDetailSchema,
  type PathDetail,
  type PathSummary,
} from '@rocket/plugin-critical-paths-common';
import {
  createCompany,
  startNewRelic,
  USER_KEY,
  type RunningServer,
} from '@rocket/sandbox';
import type { Knex } from 'knex';
import request from 'supertest';
import { askNrql } from './__testUtils__/askNrql';
import { reportDeployment } from './__testUtils__/reportDeployment';
import {
  companyComponents,
  examplePaths,
} from './__testUtils__/sandboxCatalog';
import criticalPathsPlugin from './index';

/** In the middle of an outage that the sample company has on this day. */
const NOW = Date.parse('2026-11-24T14:05:40Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The end of the last whole minute half a minute before. */
const UNTIL = Date.parse('2026-11-24T14:05:00Z');

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const company = createCompany({});
const PATH = '/api/critical-paths/paths/default/card-authorization';

/** One back end of the portal: the real plugin on some database, told by a catalog and asking a New Relic. */
async function startPortal(options: { newRelicUrl: string; knex: Knex }) {
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      criticalPathsPlugin,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.database.factory({ knex: options.knex }),
      catalogServiceMock.factory({
        entities: [
          ...examplePaths().filter(
            ({ metadata }) => metadata.name === 'card-authorization',
          ),
          ...companyComponents(company),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          newRelic: {
            apiUrl: `${options.newRelicUrl}/graphql`,
            accounts: [{ id: 3812041, name: 'Production', apiKey: USER_KEY }],
          },
          // Enough for the entry's minutes of the last week and a little more.
          criticalPaths: { minuteQueriesPerRun: 30 },
        },
      }),
    ],
  });
  return {
    backend,
    collect: () => scheduler.triggerTask('critical-paths-collect'),
    prune: () => scheduler.triggerTask('critical-paths-prune'),
  };
}

async function detailOf(
  { server }: TestBackend,
  range = '24h',
): Promise<PathDetail> {
  const { status, body } = await request(server).get(`${PATH}?range=${range}`);
  expect(status).toBe(200);
  return pathDetailSchema.parse(body);
}

async function summaryOf(
  { server }: TestBackend,
  range = '24h',
): Promise<PathSummary> {
  const { body } = await request(server).get(
    `/api/critical-paths/paths?range=${range}`,
  );
  return pathListSchema.parse(body).paths[0];
}

describe.each(databases.eachSupportedId())('critical paths on %s', id => {
  let newRelic: RunningServer;
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    newRelic = await startNewRelic({ company, latencyMillis: 0 });
    await reportDeployment(newRelic.url, { name: 'limits', at: NOW - HOUR });
    knex = await databases.init(id);
    portal = await startPortal({ newRelicUrl: newRelic.url, knex });
    await portal.collect();
  }, 300_000);

  afterAll(async () => {
    await portal.backend.stop();
    await newRelic.stop();
    vi.useRealTimers();
  });

  /** Requests of some transactions, asked for as one number over the whole span. */
  async function requestsOf(
    appName: string,
    transaction: string,
    begin: number,
    end: number,
  ) {
    const [row] = await askNrql(
      newRelic.url,
      `SELECT count(*) AS 'valid', filter(count(*), WHERE error IS TRUE) AS 'bad' FROM Transaction WHERE appName = '${appName}' AND name ${
        transaction.includes('%') ? 'LIKE' : '='
      } '${transaction}' SINCE ${begin} UNTIL ${end}`,
    );
    return { valid: row.valid, bad: row.bad };
  }

  const entryRequests = (begin: number, end: number) =>
    requestsOf(
      'api-gateway',
      'WebTransaction/Go/POST /v1/authorizations',
      begin,
      end,
    );

  it('tells the same numbers as New Relic does when asked for the whole span at once', async () => {
    for (const range of ['1h', '24h', '7d', '28d'] as const) {
      const { headline, freshness } = await summaryOf(portal.backend, range);
      const { axis } = await detailOf(portal.backend, range);
      const begin = secondsOf(axis.begin) * 1000;
      const { valid, bad } = await entryRequests(begin, UNTIL);
      expect(headline.current).toMatchObject({
        validRequests: valid,
        badRequests: bad,
        successRate: 1 - bad / valid,
        tooFewEvents: false,
      });
      expect(headline.current.throughput).toBeCloseTo(
        valid / ((UNTIL - begin) / HOUR),
        3,
      );
      const week = await entryRequests(
        begin - 7 * DAY,
        secondsOf(axis.end) * 1000 - 7 * DAY,
      );
      expect(headline.previous).toMatchObject({
        validRequests: week.valid,
        badRequests: week.bad,
      });
      expect(freshness).toEqual({
        observedAt: new Date(UNTIL).toISOString(),
        stale: false,
      });
    }
  });

  it('tells latency as percentiles of all requests of the span', async () => {
    const { headline, series } = await summaryOf(portal.backend);
    const slowerThan = async (milliseconds: number) => {
      const [{ share }] = await askNrql(
        newRelic.url,
        `SELECT percentage(count(*), WHERE duration > ${milliseconds / 1000}) AS 'share' FROM Transaction WHERE appName = 'api-gateway' AND name = 'WebTransaction/Go/POST /v1/authorizations' SINCE ${UNTIL - DAY} UNTIL ${UNTIL}`,
      );
      return share;
    };
    const { p50 = 0, p95 = 0, p99 = 0 } = headline.current.latency ?? {};
    // What a percentile means; the stand-in draws durations with some twenty points each.
    expect(Math.abs((await slowerThan(p50)) - 50)).toBeLessThan(5);
    expect(Math.abs((await slowerThan(p95)) - 5)).toBeLessThan(1);
    expect(Math.abs((await slowerThan(p99)) - 1)).toBeLessThan(0.4);
    expect(series.latency.p95.current).toHaveLength(288);
    expect(series.latency.p95.current.every(value => value !== null)).toBe(
      true,
    );
  });

  it('counts up and down minutes as a plain look at each minute does', async () => {
    const { axis } = await detailOf(portal.backend);
    const begin = secondsOf(axis.begin) * 1000;
    let up = 0;
    let down = 0;
    for (let from = begin; from < UNTIL; from += 6 * HOUR) {
      const to = Math.min(from + 6 * HOUR, UNTIL);
      const rows = await askNrql(
        newRelic.url,
        `SELECT percentage(count(*), WHERE error IS FALSE) AS 'good' FROM Transaction WHERE appName = 'api-gateway' AND name = 'WebTransaction/Go/POST /v1/authorizations' SINCE ${from} UNTIL ${to} TIMESERIES 1 minute`,
      );
      up += rows.filter(({ good }) => good >= 95).length;
      down += rows.filter(({ good }) => good < 95).length;
    }
    const { headline } = await summaryOf(portal.backend);
    expect(down).toBeGreaterThan(0);
    expect(headline.current.minutes).toEqual({ up, down, unknown: 0 });
    expect(headline.current.uptime).toBeCloseTo(up / (up + down), 12);
  });

  it('counts the error budget over 28 days, and what burns it now', async () => {
    const { budget, burnAlerts } = await summaryOf(portal.backend);
    const hour = Math.floor(UNTIL / HOUR) * HOUR;
    const month = await entryRequests(hour - 28 * DAY, UNTIL);
    const last = await entryRequests(UNTIL - HOUR, UNTIL);
    const lastMinutes = await entryRequests(UNTIL - 5 * MINUTE, UNTIL);
    expect(budget).toMatchObject({
      target: 99.9,
      validRequests: month.valid,
      badRequests: month.bad,
    });
    expect(budget.remaining).toBeCloseTo(
      1 - month.bad / (0.001 * month.valid),
      9,
    );
    expect(budget.burnRate).toBeCloseTo(last.bad / last.valid / 0.001, 9);
    expect(burnAlerts[0]).toEqual({
      severity: 'page',
      threshold: 13.44,
      long: {
        seconds: 3600,
        burnRate: expect.closeTo(last.bad / last.valid / 0.001, 6),
      },
      short: {
        seconds: 300,
        burnRate: expect.closeTo(
          lastMinutes.bad / lastMinutes.valid / 0.001,
          6,
        ),
      },
    });
  });

  it('says what is wrong, since when, and blames the service that the others wait for', async () => {
    const { path, steps, verdict } = await detailOf(portal.backend);
    const broken = steps.find(step => step.id === 'scheme');
    expect(path.status).toBe('down');
    expect(path.reason).toMatch(
      /^issuer-connector is down: only \d\d\.?\d* % of its requests succeed/,
    );
    expect(broken?.status).toBe('down');
    expect(verdict).toMatch(
      /^Success rate 9\d\.?\d* % is under the 99\.9 % objective.*, over the last 24 hours\.$/,
    );
    // The first minute of the outage, found by looking at each minute.
    const rows = await askNrql(
      newRelic.url,
      `SELECT percentage(count(*), WHERE error IS FALSE) AS 'good' FROM Transaction WHERE appName = 'api-gateway' AND name = 'WebTransaction/Go/POST /v1/authorizations' SINCE ${UNTIL - HOUR} UNTIL ${UNTIL} TIMESERIES 1 minute`,
    );
    const healthy = rows.findLastIndex(({ good }) => good >= 95);
    const first = rows[healthy + 1].beginTimeSeconds;
    expect(secondsOf(path.statusSince ?? '')).toBe(first);
    expect(
      path.marks.filter(mark => mark.type === 'incident').length,
    ).toBeGreaterThan(0);
  });

  it('tells what the architecture can promise', async () => {
    const { designCeiling, steps } = await detailOf(portal.backend);
    const hour = Math.floor(UNTIL / HOUR) * HOUR;
    let product = 1;
    for (const step of steps) {
      const { valid, bad } = await requestsOf(
        step.title,
        step.transactions[0],
        hour - 28 * DAY,
        UNTIL,
      );
      product *= 1 - bad / valid;
    }
    expect(designCeiling).toBeCloseTo(product, 9);
  });

  it('leads into one application of the path', async () => {
    const { body, status } = await request(portal.backend.server).get(
      `${PATH}/steps/scheme?range=24h`,
    );
    expect(status).toBe(200);
    const { step, series, transactions, marks, nrql } =
      stepDetailSchema.parse(body);
    const { axis } = await detailOf(portal.backend);
    const { valid } = await requestsOf(
      'issuer-connector',
      'WebTransaction/Go/POST /v1/messages/%',
      secondsOf(axis.begin) * 1000,
      UNTIL,
    );
    expect(step).toMatchObject({
      title: 'issuer-connector',
      component: 'component:default/issuer-connector',
      numbers: { current: { validRequests: valid } },
      links: { newRelic: expect.stringMatching(/^https:/) },
    });
    expect(transactions.map(({ name }) => name)).toEqual([
      'WebTransaction/Go/POST /v1/messages/%',
    ]);
    expect(series.throughput.previous.every(value => value !== null)).toBe(
      true,
    );
    expect(marks.every(({ component }) => component === step.component)).toBe(
      true,
    );
    // Asked as it is told, New Relic gives the same series.
    const rows = await askNrql(newRelic.url, nrql?.query ?? '');
    expect(
      rows.reduce((sum, row) => sum + row.valid, 0),
    ).toBeGreaterThanOrEqual(valid);
    const p95 = rows.map(
      ({ latency }) =>
        (latency as unknown as Record<string, number | null>)['95'],
    );
    const [first, second] = series.latency.p95.current;
    expect([first, second]).toEqual(
      p95
        .slice(0, 2)
        .map(seconds => Number(((seconds ?? NaN) * 1000).toFixed(1))),
    );
  });

  it('says where the time goes: in shares that make a whole', async () => {
    const { steps } = await detailOf(portal.backend);
    const shares = steps.map(({ latencyShare }) => latencyShare ?? NaN);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    // Every service of the path works for its answer, those that wait for others too.
    expect(Math.min(...shares)).toBeGreaterThan(0.02);
  });

  it('marks the whole of a long span, however much happened in it', async () => {
    const { axis, path } = await detailOf(portal.backend, '28d');
    const begin = secondsOf(axis.begin) * 1000;
    const names = [
      'api-gateway',
      'card-authorizer',
      'fraud-scorer',
      'limits',
      'ledger-writer',
      'issuer-connector',
    ];
    const [{ deployments }] = await askNrql(
      newRelic.url,
      `SELECT count(*) AS 'deployments' FROM Deployment, ChangeTrackingEvent WHERE entity.name IN (${names
        .map(name => `'${name}'`)
        .join(', ')}) SINCE ${begin} UNTIL ${UNTIL}`,
    );
    const ofType = (type: string) =>
      path.marks.filter(mark => mark.type === type);
    expect(deployments).toBeGreaterThan(100);
    expect(
      ofType('deployment').reduce((sum, { count = 1 }) => sum + count, 0),
    ).toBe(deployments);
    for (const type of ['deployment', 'incident']) {
      expect(Date.parse(ofType(type)[0].at)).toBeLessThan(begin + 3 * DAY);
      expect(ofType(type).length).toBeLessThanOrEqual(axis.length + 10);
    }
  });

  it('answers 404 and 400 where they belong, and nobody without credentials', async () => {
    const { server } = portal.backend;
    const get = (path: string) =>
      request(server).get(`/api/critical-paths${path}`);
    expect((await get('/paths/default/nothing')).status).toBe(404);
    expect(
      (await get('/paths/default/card-authorization/steps/nothing')).status,
    ).toBe(404);
    expect((await get('/paths?range=2y')).status).toBe(400);
    expect(
      (await get('/paths').set('Authorization', mockCredentials.none.header()))
        .status,
    ).toBe(401);
    expect((await get('/openapi.json')).body.info.title).toBe('critical-paths');
  });

  it('keeps its last good answer when New Relic fails, and catches up without a gap', async () => {
    const before = await detailOf(portal.backend);
    const control = `${newRelic.url}/__control/faults`;
    await fetch(control, {
      method: 'POST',
      body: JSON.stringify({ kind: 'forbid-account', accountId: 3812041 }),
    });
    vi.setSystemTime(NOW + 20 * MINUTE);
    await portal.collect();
    const during = await detailOf(portal.backend);
    expect(during.path.freshness).toEqual({
      observedAt: new Date(UNTIL).toISOString(),
      stale: true,
      reason: 'New Relic refused the API key for this account.',
    });
    expect(during.path.status).toBe(before.path.status);
    expect(during.path.statusSince).toBe(before.path.statusSince);
    // What was observed is still told; what was not is a gap, not a zero.
    const { current } = during.path.series.throughput;
    expect(current.slice(-3)).toEqual([null, null, null]);
    expect(current.slice(4, 284).every(value => value !== null)).toBe(true);

    await fetch(control, { method: 'DELETE' });
    vi.setSystemTime(NOW + 25 * MINUTE);
    await portal.collect();
    const after = await detailOf(portal.backend, '1h');
    expect(after.path.freshness.stale).toBe(false);
    expect(
      after.path.series.throughput.current.every(value => value !== null),
    ).toBe(true);
    const end = UNTIL + 25 * MINUTE;
    const { valid } = await entryRequests(end - HOUR, end);
    expect(after.path.headline.current.validRequests).toBe(valid);
  });

  it('answers from the database after a restart, and reads on with few questions', async () => {
    const before = await summaryOf(portal.backend);
    await portal.backend.stop();
    portal = await startPortal({ newRelicUrl: newRelic.url, knex });
    expect(await summaryOf(portal.backend)).toEqual(before);

    vi.setSystemTime(NOW + 26 * MINUTE);
    await fetch(`${newRelic.url}/__control/requests`, { method: 'DELETE' });
    await portal.collect();
    const { freshness } = await summaryOf(portal.backend);
    expect(freshness.observedAt).toBe(
      new Date(UNTIL + 26 * MINUTE).toISOString(),
    );
    const statistics = await request(newRelic.url).get('/__control/requests');
    const requests = Object.values(
      statistics.body.requests as Record<string, number>,
    ).reduce((sum, count) => sum + count, 0);
    expect(requests).toBeGreaterThan(0);
    expect(requests).toBeLessThan(10);
  });

  it('forgets what it need not keep, and nothing else', async () => {
    const before = await summaryOf(portal.backend, '28d');
    await portal.prune();
    expect(await summaryOf(portal.backend, '28d')).toEqual(before);
    vi.setSystemTime(NOW + 60 * DAY);
    await portal.prune();
    const left = await knex('bucket').where({ resolution: 60 });
    expect(left).toEqual([]);
    vi.setSystemTime(NOW + 26 * MINUTE);
  });
});
