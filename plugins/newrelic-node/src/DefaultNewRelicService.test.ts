import { setImmediate } from 'node:timers/promises';
import { createDeferred } from '@backstage/types';
import { count, createClientBench, key } from './__testUtils__/clientBench';
import { aliasesOf, answerAll, json } from './__testUtils__/startNerdGraph';

describe('DefaultNewRelicService', () => {
  const { serviceOf, setup, stop } = createClientBench();

  afterEach(stop);

  it('sends what is asked in one tick in one request an account, equal questions once', async () => {
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
      result: { kind: 'events', rows: [{ n: count('A').query.length }] },
      timeWindow: { begin: 1000, end: 2000 },
      messages: [],
    });
    expect(same).toEqual(first);
    expect(all.b).toMatchObject({ status: 'ok' });
    expect(elsewhere.result.rows).toHaveLength(1);
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
        ],
      ],
      [key, [[2, 'A']]],
      ['NRAK-OTHER', [[3, 'A']]],
    ]);

    await service.nrql(count('A'));
    expect(server.requests).toHaveLength(4);
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
    expect((await stayed).result.rows).toEqual([{ n: 1 }]);
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
});
