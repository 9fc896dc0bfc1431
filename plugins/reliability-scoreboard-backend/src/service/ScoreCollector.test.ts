import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createRetryPolicy,
  DefaultNewRelicService,
} from '@rocket/plugin-newrelic-node';
import type { ServiceDetail } from '@rocket/plugin-reliability-scoreboard-common';
import { createCompany, type Service } from '@rocket/sandbox';
import { catalogEntities } from '../__testUtils__/catalogEntities';
import { startSandboxNewRelic } from '../__testUtils__/sandboxNewRelic';
import { CollectionStore } from '../database/CollectionStore';
import { FactStore } from '../database/FactStore';
import { migrate } from '../database/migrate';
import { RefreshStore } from '../database/RefreshStore';
import { ScoreStore } from '../database/ScoreStore';
import { Scoreboard } from './Scoreboard';
import { ScoreCollector } from './ScoreCollector';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const company = createCompany({ seed: 'scoreboard' });
const entities = catalogEntities(company);
const refOf = ({ name }: { name: string }) => `component:default/${name}`;
const joined = company.services.filter(
  ({ declaration }) => declaration && declaration.annotations !== 'none',
);

describe.each(databases.eachSupportedId())('ScoreCollector on %s', id => {
  let newRelic: Awaited<ReturnType<typeof startSandboxNewRelic>>;

  beforeAll(async () => {
    newRelic = await startSandboxNewRelic(company);
  });
  afterAll(() => newRelic.stop());
  beforeEach(async () => {
    await newRelic.heal();
    await newRelic.countRequests();
  });

  async function setup() {
    const knex = await databases.init(id);
    await migrate(knex);
    const scores = new ScoreStore(knex);
    const collection = new CollectionStore(knex);
    const facts = new FactStore(knex);
    const logger = mockServices.logger.mock();
    const collectorOver = (catalog: Entity[], clock?: () => number) =>
      new ScoreCollector({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({ entities: catalog }),
        logger,
        newRelic: DefaultNewRelicService.fromConfig(
          new ConfigReader({ newRelic: newRelic.config }),
          { logger, retry: createRetryPolicy({ initialDelayMillis: 1 }) },
        ),
        facts,
        scores,
        collection,
        refreshes: new RefreshStore(knex),
        clock,
      });
    const scoreboard = new Scoreboard({
      knex,
      scores,
      collection,
      timeoutMillis: 60_000,
      configured: true,
    });
    return { collectorOver, scoreboard, facts };
  }

  it('scores every service by what New Relic has of it', async () => {
    const { collectorOver, scoreboard } = await setup();
    await collectorOver(entities).collectAll();

    const summary = await scoreboard.summary();
    expect(summary.services).toBe(company.services.length);
    expect(summary.collection).toMatchObject({
      running: false,
      lastSuccessAt: expect.any(String),
      lastError: undefined,
    });
    expect(summary.collection.sources).toHaveLength(5);

    const details = new Map<string, ServiceDetail>();
    for (const service of company.services) {
      details.set(service.name, await scoreboard.detail(refOf(service)));
    }
    // The company knows which alerts it has; we found out over the wire.
    const found = joined.map(({ name }) => [
      name,
      Object.fromEntries(
        details
          .get(name)
          ?.standardAlerts?.map(alert => [alert.id, alert.state]) ?? [],
      ),
    ]);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(
        joined.map(({ name, alerts }) => [name, alertStates(alerts)]),
      ),
    );
    for (const { name, newRelic: identity, testCoverage } of joined) {
      const detail = details.get(name);
      expect(detail?.newRelic?.guid).toBe(identity.entityGuid);
      expect(detail?.instrumentation).toBe(
        identity.reporting ? 'reporting' : 'silent',
      );
      expect(detail?.dimensions.coverage.headline !== undefined).toBe(
        testCoverage !== undefined && identity.reporting,
      );
      expect(detail?.errorBudget !== undefined).toBe(identity.reporting);
      expect(detail?.stale).toBeUndefined();
    }
    expect(
      joined.some(
        ({ name, declaration }) =>
          declaration?.annotations === 'app-name' &&
          details.get(name)?.newRelic?.foundByName,
      ),
    ).toBe(true);
    expect(details.get('ledger-writer')).toMatchObject({
      effectiveTier: 0,
      recovery: { count: expect.any(Number) },
    });
    const onlyInAws = details.get('chargeback-importer');
    expect(onlyInAws?.instrumentation).toBe('not-joined');
    expect(onlyInAws?.level).toBeUndefined();
    expect(onlyInAws?.dimensions.quality.outcome).toBe('no-data');
    expect(onlyInAws?.dimensions.quality.headline).toBeUndefined();
    expect(details.get('cashback-lab')?.fastLane).toBe(true);
  });

  it('asks as often for ten times as many services', async () => {
    const { collectorOver, scoreboard } = await setup();
    await collectorOver(entities).collectAll();
    const few = await newRelic.countRequests();
    const many = Array.from({ length: 10 }, (_, copy) =>
      entities
        .filter(({ kind }) => kind === 'Component')
        .map(entity => ({
          ...entity,
          metadata: {
            ...entity.metadata,
            name: `${entity.metadata.name}-${copy}`,
          },
        })),
    ).flat();
    await collectorOver(many).collectAll();
    expect(await newRelic.countRequests()).toEqual(few);
    expect((await scoreboard.summary()).services).toBe(
      10 * company.services.length,
    );
    // One search, one batch of NRQL, and the pages of the conditions.
    expect(few).toEqual({
      RocketEntitySearch: 1,
      RocketNrql: 1,
      RocketAlertConditions: expect.any(Number),
    });
    expect(few.RocketAlertConditions).toBeLessThanOrEqual(2);
  });

  it('keeps the last good answers of what fails, with age and reason', async () => {
    const { collectorOver, scoreboard } = await setup();
    const collector = collectorOver(entities);
    await collector.collectAll();
    const ref = refOf({ name: 'limits' });
    const before = await scoreboard.detail(ref);
    const { levels } = await scoreboard.summary();

    await newRelic.fail({ kind: 'nrql-error', errorClass: 'TIMEOUT' });
    await collector.collectAll();
    const partly = await scoreboard.detail(ref);
    expect(partly.level).toBe(before.level);
    expect(partly.dimensions.quality).toEqual({
      ...before.dimensions.quality,
      stale: { since: partly.observedAt, reason: expect.any(String) },
    });
    expect(partly.dimensions.alerts.observedAt).toBe(partly.observedAt);
    expect(partly.dimensions.alerts.outcome).toBe(
      before.dimensions.alerts.outcome,
    );
    const { collection } = await scoreboard.summary();
    expect(collection.lastError?.message).toContain('quality: ');
    expect(
      collection.sources.filter(({ stale }) => stale).map(({ name }) => name),
    ).toEqual(['quality', 'coverage', 'recovery']);

    await newRelic.fail({ kind: 'http', status: 503 });
    await collector.collectAll();
    const dark = await scoreboard.detail(ref);
    expect(dark.level).toBe(before.level);
    expect(dark.dimensions.quality.stale?.since).toBe(partly.observedAt);
    expect(dark.rules.every(({ stale }) => stale)).toBe(true);
    expect((await scoreboard.summary()).levels).toEqual(levels);

    await newRelic.heal();
    // As after a restart: a client that was refused again and again may wait.
    await collectorOver(entities).collectAll();
    const healed = await scoreboard.detail(ref);
    expect(healed.stale).toBeUndefined();
    expect((await scoreboard.summary()).collection.lastError).toBeUndefined();
  });

  it('says that an account may not be read, and never makes it a zero', async () => {
    const { collectorOver, scoreboard } = await setup();
    const [{ id: accountId }] = company.newRelicAccounts;
    await newRelic.fail({ kind: 'forbid-account', accountId });
    await collectorOver(entities).collectAll();
    const detail = await scoreboard.detail(refOf({ name: 'limits' }));
    expect(detail.dimensions.quality).toEqual({
      outcome: 'no-data',
      verdict: expect.any(String),
      stale: { since: detail.observedAt, reason: expect.stringMatching(/./) },
    });
    expect(detail.level).toBeUndefined();
  });

  it('does not blame the source for a guid of an account without a key', async () => {
    const { collectorOver, scoreboard } = await setup();
    const guid = Buffer.from('77|APM|APPLICATION|1').toString('base64url');
    const [stray] = entities.filter(
      ({ metadata }) => metadata.name === 'limits',
    );
    await collectorOver([
      ...entities,
      {
        ...stray,
        metadata: {
          ...stray.metadata,
          name: 'stray',
          annotations: { 'newrelic.com/entity-guid': guid },
        },
      },
    ]).collectAll();
    const detail = await scoreboard.detail(refOf({ name: 'stray' }));
    expect(detail.dimensions.quality.stale?.reason).toBe(
      'Account 77 of New Relic is not configured',
    );
    expect((await scoreboard.summary()).collection.lastError).toBeUndefined();
  });

  it('forgets what the catalog no longer has, but not because of an empty catalog', async () => {
    const { collectorOver, scoreboard, facts } = await setup();
    await collectorOver(entities).collectAll();
    await collectorOver([]).collectAll();
    expect((await scoreboard.summary()).services).toBe(company.services.length);
    await collectorOver(
      entities.filter(({ metadata }) => metadata.name !== 'limits'),
    ).collectAll();
    await expect(
      scoreboard.detail(refOf({ name: 'limits' })),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    expect((await facts.read(refOf({ name: 'limits' }))).size).toBe(0);
    expect((await scoreboard.summary()).services).toBe(
      company.services.length - 1,
    );
  });

  it('refreshes one service without touching the others', async () => {
    const { collectorOver, scoreboard } = await setup();
    const collector = collectorOver(entities);
    await collector.collectAll();
    await newRelic.countRequests();
    const byName = joined.find(
      ({ declaration, newRelic: identity }) =>
        declaration?.annotations === 'app-name' && identity.reporting,
    );
    for (const service of [{ name: 'limits' }, byName as Service]) {
      const before = await scoreboard.detail(refOf(service));
      await collector.collectOne(refOf(service));
      const after = await scoreboard.detail(refOf(service));
      expect(after.observedAt > before.observedAt).toBe(true);
      expect(after.dimensions.quality.observedAt).toBe(after.observedAt);
      expect(after.level).toBe(before.level);
      expect(after.newRelic).toEqual(before.newRelic);
      expect(after.standardAlerts).toEqual(before.standardAlerts);
    }
    await expect(
      collector.collectOne(refOf({ name: 'nobody' })),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    expect((await newRelic.countRequests()).RocketNrql).toBe(2);
  });

  it('refreshes the same service once a minute, whichever replica is asked', async () => {
    const { collectorOver } = await setup();
    let now = Date.now();
    const replicas = [1, 2, 3].map(() => collectorOver(entities, () => now));
    const refreshLimits = () =>
      Promise.allSettled(
        replicas.map(replica => replica.collectOne(refOf({ name: 'limits' }))),
      );
    const statuses = async () =>
      (await refreshLimits()).map(({ status }) => status).sort();
    expect(await statuses()).toEqual(['fulfilled', 'rejected', 'rejected']);
    await replicas[0].collectOne(refOf({ name: 'ledger-writer' }));

    now += 20_500;
    expect((await refreshLimits())[0]).toMatchObject({
      reason: {
        name: 'TooSoonError',
        statusCode: 429,
        retryAfterSeconds: 40,
        message:
          'limits was refreshed less than a minute ago; ask again in 40 s',
      },
    });
    now += 39_500;
    expect(await statuses()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});

/** The states that we give to what the company calls its alerts. */
function alertStates(alerts: Service['alerts']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(alerts).map(([id, state]) => [
      id,
      state === 'standard' ? 'in-place' : state,
    ]),
  );
}
