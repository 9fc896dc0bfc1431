import { setImmediate } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createDeferred, type JsonObject } from '@backstage/types';
import { z } from 'zod';
import { DefaultNewRelicService } from './DefaultNewRelicService';
import { createRetryPolicy } from './nerdgraph/retry';
import {
  aliasesOf,
  answerAll,
  failure,
  json,
  ok,
  startNerdGraph,
} from './__testUtils__/startNerdGraph';

const key = 'NRAK-VERYSECRET';
const row = z.object({ n: z.number() });
const count = (name: string, accountId?: number) => ({
  query: `SELECT count(*) AS 'n' FROM ${name}`,
  row,
  accountId,
});

describe('DefaultNewRelicService', () => {
  const logger = mockServices.logger.mock();
  const servers: Array<{ stop(): Promise<void> }> = [];

  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.stop()));
    logger.warn.mockClear();
  });

  function serviceOf(newRelic: JsonObject) {
    return DefaultNewRelicService.fromConfig(new ConfigReader({ newRelic }), {
      logger,
      retry: createRetryPolicy({ initialDelayMillis: 1 }),
    });
  }

  async function setup(handler: Parameters<typeof startNerdGraph>[0]) {
    const server = await startNerdGraph(handler);
    servers.push(server);
    const service = serviceOf({
      apiUrl: server.url,
      accounts: [
        { id: 1, name: 'Production', apiKey: key },
        { id: 2, name: 'Staging', apiKey: key },
        { id: 3, name: 'Elsewhere', apiKey: 'NRAK-OTHER' },
      ],
    });
    return { server, service };
  }

  it('sends what is asked in one tick in one request a key, equal questions once', async () => {
    const { server, service } = await setup((request, response) =>
      answerAll(request, response, ({ nrql }) => [{ n: nrql.length }]),
    );
    const [first, same, all, elsewhere] = await Promise.all([
      service.nrql(count('A')),
      service.nrql(count('A')),
      service.nrqlAll({ b: count('B'), staging: count('A', 2) }),
      service.nrql(count('A', 3)),
    ]);
    expect(first).toEqual({
      rows: [{ n: count('A').query.length }],
      timeWindow: { begin: 1000, end: 2000 },
      messages: [],
    });
    expect(same).toEqual(first);
    expect(all.b).toMatchObject({ status: 'ok' });
    expect(elsewhere.rows).toHaveLength(1);
    expect(
      server.requests.map(request => [
        request.key,
        aliasesOf(request).map(({ accountId, nrql }) => [
          accountId,
          nrql.slice(-1),
        ]),
      ]),
    ).toEqual([
      [
        key,
        [
          [1, 'A'],
          [1, 'B'],
          [2, 'A'],
        ],
      ],
      ['NRAK-OTHER', [[3, 'A']]],
    ]);

    await service.nrql(count('A'));
    expect(server.requests).toHaveLength(3);
  });

  it('keeps 20 requests at most under way', async () => {
    let active = 0;
    let most = 0;
    const { server, service } = await setup(async (request, response) => {
      most = Math.max(most, ++active);
      await setImmediate();
      await setImmediate();
      active--;
      answerAll(request, response, () => [{ n: 1 }]);
    });
    const answers = await service.nrqlAll(
      Object.fromEntries(
        Array.from({ length: 1000 }, (_, i) => [`q${i}`, count(`T${i}`)]),
      ),
    );
    expect(Object.values(answers).every(a => a.status === 'ok')).toBe(true);
    expect(server.requests).toHaveLength(50);
    expect(most).toBeLessThanOrEqual(20);
    expect(most).toBeGreaterThan(1);
  });

  it('keeps good answers beside failed ones, and repeats only what may pass', async () => {
    const asked: string[][] = [];
    const { service } = await setup((request, response) => {
      const aliases = aliasesOf(request);
      asked.push(aliases.map(({ nrql }) => nrql.split(' ').at(-1) ?? ''));
      const errors = [];
      const actor: Record<string, unknown> = {};
      for (const { alias, nrql } of aliases) {
        actor[alias] = null;
        if (nrql.endsWith('Syntax')) {
          errors.push(
            failure(alias, 'NRQL Syntax Error: Error at line 1 position 9'),
          );
        } else if (nrql.endsWith('Slow')) {
          errors.push(failure(alias, 'NRDB:1109', 'TIMEOUT'));
        } else if (nrql.endsWith('Foreign')) {
          errors.push(failure(alias, 'Access denied', 'UNAUTHORIZED'));
        } else if (nrql.endsWith('Busy') && asked.length < 3) {
          errors.push(failure(alias, 'Too many', 'TOO_MANY_REQUESTS'));
        } else {
          actor[alias] = ok([{ n: 1 }]);
        }
      }
      json(response, { data: { actor }, errors });
    });
    const answers = await service.nrqlAll({
      good: count('Good'),
      syntax: count('Syntax'),
      slow: count('Slow'),
      foreign: count('Foreign'),
      busy: count('Busy'),
    });
    expect(answers.good).toMatchObject({ status: 'ok', rows: [{ n: 1 }] });
    expect(answers.busy).toMatchObject({ status: 'ok', rows: [{ n: 1 }] });
    expect(answers.syntax).toMatchObject({
      error: {
        name: 'NewRelicError',
        kind: 'bad-request',
        query: count('Syntax').query,
        accountId: 1,
      },
    });
    expect(answers.slow).toMatchObject({ error: { kind: 'timeout' } });
    expect(answers.foreign).toMatchObject({ error: { kind: 'unauthorized' } });
    expect(asked).toEqual([
      ['Good', 'Syntax', 'Slow', 'Foreign', 'Busy'],
      ['Slow', 'Busy'],
      ['Slow', 'Busy'],
      ['Slow'],
    ]);
  });

  it.each([
    [401, {}, 'unauthorized', 1],
    [200, { errors: [badKey()] }, 'unauthorized', 1],
    [400, {}, 'bad-request', 1],
    [501, {}, 'unavailable', 1],
    [500, {}, 'unavailable', 4],
    [503, {}, 'unavailable', 4],
    [429, {}, 'rate-limited', 4],
    [200, 'half an answ', 'unavailable', 4],
    [
      200,
      { data: null, errors: [{ message: 'No field x' }] },
      'bad-request',
      1,
    ],
    [200, { data: { actor: {} } }, 'unexpected-shape', 1],
  ])(
    'HTTP %s with %j is %s after %s requests',
    async (status, body, kind, times) => {
      const { server, service } = await setup((_, response) =>
        json(response, body, status),
      );
      await expect(service.nrql(count('T'))).rejects.toMatchObject({
        kind,
        query: count('T').query,
      });
      expect(server.requests).toHaveLength(times);
    },
  );

  it('survives dropped connections', async () => {
    let times = 0;
    const { service } = await setup((request, response) => {
      if (++times < 3) {
        response.destroy();
      } else {
        answerAll(request, response, () => [{ n: 7 }]);
      }
    });
    expect((await service.nrql(count('T'))).rows).toEqual([{ n: 7 }]);
  });

  it('gives up at once when Retry-After is far away', async () => {
    const { server, service } = await setup((_, response) => {
      response.setHeader('Retry-After', '3600');
      json(response, {}, 429);
    });
    await expect(service.nrql(count('T'))).rejects.toMatchObject({
      kind: 'rate-limited',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('shows query and shape of an unexpected row, and no value of it', async () => {
    const { service } = await setup((request, response) =>
      answerAll(request, response, () => [
        { n: 1 },
        { n: { '95': 0.25 }, customer: 'Ana' },
      ]),
    );
    const error = await service.nrql(count('T')).catch(e => e);
    expect(error).toMatchObject({ kind: 'unexpected-shape' });
    expect(error.message).toContain('Row 1');
    expect(error.message).toContain('{n: {95: number}, customer: string}');
    expect(error.message).toContain(count('T').query);
    expect(error.message).not.toContain('Ana');
  });

  it('logs a deprecation once and uses the data beside it', async () => {
    const { service } = await setup((request, response) =>
      json(response, {
        data: { actor: { q0: ok([{ n: aliasesOf(request).length }]) } },
        errors: [
          {
            message: 'This field is deprecated! Use another.',
            path: ['actor', 'q0', 'nrql'],
          },
        ],
      }),
    );
    await service.nrql(count('A'));
    expect((await service.nrql(count('B'))).messages).toEqual([]);
    expect(logger.warn.mock.calls).toEqual([
      ['New Relic warns: nrql: This field is deprecated! Use another.'],
    ]);
  });

  it('lets one caller leave without disturbing who asked the same', async () => {
    const answering = createDeferred();
    const { server, service } = await setup(async (request, response) => {
      await answering;
      answerAll(request, response, () => [{ n: 1 }]);
    });
    const leaving = new AbortController();
    const left = service.nrql(count('T'), { signal: leaving.signal });
    const stayed = service.nrql(count('T'));
    leaving.abort(new Error('page closed'));
    await expect(left).rejects.toThrow('page closed');
    answering.resolve();
    expect((await stayed).rows).toEqual([{ n: 1 }]);
    expect(server.requests).toHaveLength(1);
    await expect(
      service.nrqlAll({ t: count('T') }, { signal: leaving.signal }),
    ).rejects.toThrow('page closed');
  });

  it('closes the connection when nobody waits any more', async () => {
    const arrived = createDeferred();
    const closed = createDeferred();
    const { service } = await setup((_, response) => {
      response.on('close', () => closed.resolve());
      arrived.resolve();
    });
    const controller = new AbortController();
    const answer = service.nrql(count('T'), { signal: controller.signal });
    answer.catch(() => {});
    await arrived;
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    await closed;
  });

  it('reads all pages of entities with every key, each entity once', async () => {
    const entity = (guid: string) => ({
      guid,
      name: guid,
      accountId: 1,
      domain: 'APM',
      type: 'APPLICATION',
      reporting: true,
      alertSeverity: 'NOT_CONFIGURED',
      tags: [{ key: 'team', values: ['cards'] }],
      serviceLevel: {
        indicators: [
          {
            guid: 'sl',
            name: 'Success',
            objectives: [
              {
                target: 99.9,
                timeWindow: { rolling: { count: 28, unit: 'DAY' } },
              },
            ],
          },
        ],
      },
    });
    const { server, service } = await setup(({ variables }, response) => {
      const last = variables.cursor === 'second';
      const results = last
        ? { nextCursor: null, entities: [entity('b'), null] }
        : { nextCursor: 'second', entities: [entity('a')] };
      json(response, { data: { actor: { entitySearch: { results } } } });
    });
    const entities = await service.searchEntities({ query: "domain = 'APM'" });
    expect(entities.map(({ guid }) => guid)).toEqual(['a', 'b']);
    expect(entities[0]).toMatchObject({
      alertSeverity: 'NOT_CONFIGURED',
      tags: new Map([['team', ['cards']]]),
      serviceLevelIndicators: [
        { objectives: [{ target: 99.9, rolling: { count: 28 } }] },
      ],
    });
    expect(server.requests).toHaveLength(4);
  });

  it('gives no half listing of conditions', async () => {
    const condition = {
      id: '9',
      name: 'Latency',
      enabled: true,
      type: 'STATIC',
      policyId: '4',
      nrql: { query: 'SELECT 1 FROM T' },
      signal: { aggregationWindow: 60 },
      expiration: { openViolationOnExpiration: true },
      terms: [
        {
          operator: 'ABOVE',
          priority: 'CRITICAL',
          threshold: 1,
          thresholdDuration: 300,
          thresholdOccurrences: 'ALL',
        },
      ],
    };
    let lost = true;
    const { service } = await setup(({ variables }, response) => {
      const nrqlConditionsSearch = variables.cursor
        ? { nextCursor: null, nrqlConditions: [{ ...condition, id: '10' }] }
        : { nextCursor: 'second', nrqlConditions: [condition] };
      if (variables.cursor && lost) {
        json(response, {
          data: { actor: { account: { alerts: null } } },
          errors: [
            {
              message: 'Not you',
              path: ['actor', 'account', 'alerts'],
              extensions: { errorClass: 'UNAUTHORIZED' },
            },
          ],
        });
      } else {
        json(response, {
          data: { actor: { account: { alerts: { nrqlConditionsSearch } } } },
        });
      }
    });
    await expect(
      service.alertConditions({ accountId: 2 }),
    ).rejects.toMatchObject({ kind: 'unauthorized', accountId: 2 });
    lost = false;
    expect(await service.alertConditions({ accountId: 2 })).toMatchObject([
      { id: '9', accountId: 2, opensOnSignalLoss: true },
      { id: '10', terms: [{ thresholdDurationSeconds: 300 }] },
    ]);
  });

  it('says when an account is not configured', async () => {
    const { server, service } = await setup(() => {});
    await expect(service.nrql(count('T', 99))).rejects.toThrow(
      'New Relic account 99 is not among newRelic.accounts',
    );
    const empty = serviceOf({ apiUrl: server.url });
    for (const call of [
      empty.nrql(count('T')),
      empty.searchEntities({ query: '' }),
      empty.alertConditions(),
    ]) {
      await expect(call).rejects.toThrow('newRelic.accounts has no account');
    }
    expect(server.requests).toEqual([]);
  });

  it('never puts a key in an error or the log', async () => {
    const { service } = await setup((_, response) =>
      json(response, { errors: [badKey()] }, 401),
    );
    const error = await service.nrql(count('T')).catch(e => e);
    expect(JSON.stringify([error.message, error.cause])).not.toContain(key);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain(key);
  });
});

function badKey() {
  return { message: 'Bad key', extensions: { error_code: 'BAD_API_KEY' } };
}
