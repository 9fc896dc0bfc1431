import { hostname } from 'node:os';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  newRelicServiceRef,
  single,
  type NewRelicService,
} from '@rocket/plugin-newrelic-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  newRelicStatusSchema,
  newRelicStatusPermission,
} from '@rocket/plugin-newrelic-operations-common';
import { createCompany, startNewRelic, USER_KEY } from '@rocket/sandbox';
import request from 'supertest';
import { z } from 'zod';
import newRelicOperationsPlugin from './index';

const company = createCompany({ seed: 'operations' });
const WRONG_KEY = 'NRAK-WRONGANDSECRET';
const STATUS = '/api/newrelic-operations/status';

describe('newrelic-operations', () => {
  let server: Awaited<ReturnType<typeof startNewRelic>>;
  let backend: TestBackend;
  let newRelic: NewRelicService;
  let decision: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  const permissions = mockServices.permissions.mock({
    authorize: async () => [{ result: decision }],
  });

  beforeAll(async () => {
    server = await startNewRelic({ company, latencyMillis: 0 });
    const [production, staging] = company.newRelicAccounts;
    backend = await startTestBackend({
      features: [
        newRelicOperationsPlugin,
        permissions.factory,
        // Another plugin of the same portal, which asks.
        createBackendPlugin({
          pluginId: 'asking',
          register(env) {
            env.registerInit({
              deps: { newRelic: newRelicServiceRef },
              async init(deps) {
                newRelic = deps.newRelic;
              },
            });
          },
        }),
        mockServices.rootConfig.factory({
          data: {
            newRelic: {
              apiUrl: `${server.url}/graphql`,
              accounts: [
                { ...production, apiKey: USER_KEY },
                { ...staging, apiKey: WRONG_KEY, nrqlPerMinute: 100 },
              ],
            },
          },
        }),
      ],
    });
  });
  afterAll(async () => {
    await backend.stop();
    await server.stop();
  });

  beforeEach(() => {
    decision = AuthorizeResult.ALLOW;
  });

  async function status() {
    const {
      status: code,
      body,
      text,
    } = await request(backend.server).get(STATUS);
    expect(code).toBe(200);
    expect(text).not.toContain(USER_KEY);
    expect(text).not.toContain(WRONG_KEY);
    return newRelicStatusSchema.strict().parse(body);
  }

  it('says how each account is, before and after somebody asked', async () => {
    const before = await status();
    expect(before.instance).toBe(hostname());
    expect(before.accounts).toMatchObject(
      company.newRelicAccounts.map(({ id, name }) => ({
        id,
        name,
        connection: 'untried',
        breaker: 'closed',
      })),
    );

    const query = "SELECT count(*) AS 'n' FROM Transaction";
    const result = single({ n: z.number() });
    await newRelic.nrqlAll(
      Object.fromEntries(
        company.newRelicAccounts.map(({ id }) => [
          id,
          { query, result, accountId: id },
        ]),
      ),
    );
    const [production, staging] = (await status()).accounts;
    expect(production).toMatchObject({
      default: true,
      connection: 'connected',
      lastSuccessAt: expect.any(String),
      nrql: { used: 1, queued: 0, limit: 2900 },
      requests: { used: 0, queued: 0, limit: 20 },
    });
    expect(production?.lastError).toBeUndefined();
    expect(staging).toMatchObject({
      default: false,
      connection: 'refused',
      lastError: { kind: 'unauthorized', message: expect.any(String) },
      breaker: 'closed',
      nrql: { used: 1, limit: 100 },
    });
    expect(staging?.lastSuccessAt).toBeUndefined();
  });

  it('tells the reason while New Relic refuses an account, and when it is well again', async () => {
    const [{ id }] = company.newRelicAccounts;
    const control = `${server.url}/__control/faults`;
    const fail = (fault: object) =>
      fetch(control, { method: 'POST', body: JSON.stringify(fault) });
    const ask = (query: string) =>
      newRelic.nrqlAll({
        asked: { query, result: single({ n: z.number() }), accountId: id },
      });
    await fail({ kind: 'forbid-account', accountId: id });
    await ask("SELECT count(*) AS 'n' FROM Deployment SINCE 1 day ago");
    const [refused] = (await status()).accounts;
    expect(refused).toMatchObject({
      connection: 'refused',
      lastSuccessAt: expect.any(String),
      lastError: { kind: 'unauthorized' },
    });

    await fetch(control, { method: 'DELETE' });
    // An answer that breaks off is asked for again: nobody need know.
    await fail({ kind: 'truncate', times: 1 });
    await ask("SELECT count(*) AS 'n' FROM Deployment SINCE 2 days ago");
    const [after] = (await status()).accounts;
    expect(after.connection).toBe('connected');
    expect(Date.parse(after.lastSuccessAt!)).toBeGreaterThanOrEqual(
      Date.parse(refused.lastError!.at),
    );
    expect(await (await fetch(control)).json()).toEqual([]);
  });

  it('answers signed-in people only, and describes itself', async () => {
    const anonymous = await request(backend.server)
      .get(STATUS)
      .set('Authorization', mockCredentials.none.header());
    expect(anonymous.status).toBe(401);
    const { body } = await request(backend.server).get(
      '/api/newrelic-operations/openapi.json',
    );
    expect(Object.keys(body.paths)).toEqual([STATUS]);
  });

  it('tells nothing to those who may not see it', async () => {
    decision = AuthorizeResult.DENY;
    const answer = await request(backend.server).get(STATUS);
    expect(answer.status).toBe(403);
    expect(answer.body.accounts).toBeUndefined();
    expect(permissions.authorize).toHaveBeenLastCalledWith(
      [{ permission: newRelicStatusPermission }],
      { credentials: mockCredentials.user() },
    );
  });
});
