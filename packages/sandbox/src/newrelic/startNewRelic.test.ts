import { gzipSync } from 'node:zlib';
import { LICENSE_KEY, USER_KEY } from '.';
import { ACCOUNT } from './testing/client';
import { NOW, useNewRelic } from './testing/useNewRelic';

const standIn = useNewRelic({ every: 'test' });
const { client, guidOf } = standIn;

describe('the door', () => {
  it('asks for the right key and nothing but POST', async () => {
    for (const key of [undefined, 'NRAK-WRONG', LICENSE_KEY]) {
      const response = await client.post(
        '/graphql',
        { query: '{ actor { user { id } } }' },
        key ? { 'API-Key': key } : {},
      );
      expect(response.status).toBe(401);
      await expect(response.json()).resolves.toMatchObject({
        errors: [{ extensions: { error_code: 'BAD_API_KEY' } }],
      });
    }
    expect((await fetch(`${standIn.url}/graphql`)).status).toBe(404);
    expect(new URL(standIn.url).hostname).toBe('127.0.0.1');
  });

  it('refuses what is no GraphQL request', async () => {
    const send = (body: string) =>
      fetch(`${standIn.url}/graphql`, {
        method: 'POST',
        headers: { 'API-Key': USER_KEY },
        body,
      });
    expect((await send('{')).status).toBe(400);
    expect((await send('{"query": 1}')).status).toBe(400);
  });

  it('lets 25 requests of a user in at the same time, and no 26th', async () => {
    // Long enough for all of them to be under way at once.
    await client.faults({ kind: 'latency', millis: 1000 });
    const statuses = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const response = await client.post(
          '/graphql',
          { query: 'query Me { actor { user { id } } }' },
          { 'API-Key': USER_KEY },
        );
        await response.text();
        return response.status;
      }),
    );
    expect(statuses.filter(status => status === 200)).toHaveLength(25);
    expect(statuses.filter(status => status === 429)).toHaveLength(15);
    await client.clearFaults();
    const again = await client.graphql('{ actor { user { name } } }');
    expect(again.status).toBe(200);
    const statistics = await fetch(`${standIn.url}/__control/requests`);
    await expect(statistics.json()).resolves.toMatchObject({
      requests: { Me: 25 },
      peakConcurrency: 26,
    });
  });

  it('answers 3,000 NRQL queries a minute and account, and again a minute later', async () => {
    const ask = (count: number) =>
      client.graphql(
        `{ actor { account(id: ${ACCOUNT}) { ${Array.from(
          { length: count },
          (_, index) =>
            `q${index}: nrql(query: "SELECT count(*) FROM Nothing") { results }`,
        ).join(' ')} } } }`,
      );
    const first = await ask(3002);
    expect(first.status).toBe(200);
    expect(first.data.actor.account.q2999.results).toEqual([{ count: 0 }]);
    expect(first.data.actor.account.q3000).toBeNull();
    expect(first.errors).toHaveLength(2);
    expect(first.errors[0].extensions).toEqual({
      errorClass: 'TOO_MANY_REQUESTS',
    });
    standIn.now += 61_000;
    expect((await ask(1)).errors).toEqual([]);
  });
});

describe('errors', () => {
  it('fails for fields and arguments that are not in the schema', async () => {
    for (const query of [
      '{ actor { organization { id } } }',
      `{ actor { account(id: ${ACCOUNT}) { nrql(nrql: "x") { results } } } }`,
      '{ actor { entitySearch(query: "name = \'x\'") { results { entities { language } } } } }',
    ]) {
      const { status, data, errors } = await client.graphql(query);
      expect(status).toBe(200);
      expect(data).toEqual({});
      expect(errors[0].message).toMatch(/Cannot query field|Unknown argument/);
    }
  });

  it('keeps what could be answered beside what could not', async () => {
    const { status, data, errors } = await client.graphql(`{
      actor {
        good: account(id: ${ACCOUNT}) {
          name
          one: nrql(query: "SELECT count(*) FROM Transaction") { results }
          two: nrql(query: "SELECT count(*) FORM Transaction") { results }
        }
        staging: account(id: 3812042) {
          nrql(query: "SELECT count(*) FROM Transaction") { results }
        }
        foreign: account(id: 1) { name }
      }
    }`);
    expect(status).toBe(200);
    expect(Number(data.actor.good.one.results[0].count)).toBeGreaterThan(1e6);
    expect(data.actor.good.two).toBeNull();
    expect(data.actor.foreign).toBeNull();
    expect(data.actor.staging.nrql.results).toEqual([{ count: 0 }]);
    expect(errors).toHaveLength(2);
    const [syntax, foreign] = ['two', 'foreign'].map(name =>
      errors.find(({ path }) => path?.includes(name))!,
    );
    expect(syntax.message).toMatch(
      /^NRQL Syntax Error: Error at line 1 position 17/,
    );
    expect(syntax.path).toEqual(['actor', 'good', 'two']);
    expect(foreign.extensions).toEqual({ errorClass: 'UNAUTHORIZED' });
  });

  it('warns of deprecated fields among the errors, with the data', async () => {
    const { data, errors } = await client.graphql(`{
      actor { account(id: ${ACCOUNT}) { alerts { nrqlConditionsSearch {
        nrqlConditions { id ... on AlertsNrqlStaticCondition { valueFunction } }
      } } } }
    }`);
    const conditions = data.actor.account.alerts.nrqlConditionsSearch
      .nrqlConditions as unknown as { valueFunction?: string }[];
    expect(conditions.some(condition => condition.valueFunction)).toBe(true);
    expect(errors).toHaveLength(1);
    expect(errors[0].message).toMatch(/^This field is deprecated!/);
  });

  it('asks five accounts at most at once, all of them its own', async () => {
    const ask = async (accounts: number[]) =>
      client.graphql(
        'query ($a: [Int!]!) { actor { nrql(accounts: $a, query: "SELECT count(*) FROM Transaction") { results } } }',
        { a: accounts },
      );
    const both = await ask([ACCOUNT, 3812042]);
    expect(both.data.actor.nrql.results).toHaveLength(1);
    expect((await ask([ACCOUNT, 1])).errors[0].extensions).toEqual({
      errorClass: 'UNAUTHORIZED',
    });
    expect((await ask([])).errors[0].extensions).toEqual({
      errorClass: 'BAD_USER_INPUT',
    });
  });
});

describe('the Event API', () => {
  const send = (
    body: string | Buffer<ArrayBuffer>,
    headers: Record<string, string> = { 'Api-Key': LICENSE_KEY },
  ) =>
    fetch(`${standIn.url}/v1/accounts/${ACCOUNT}/events`, {
      method: 'POST',
      headers,
      body,
    });

  it('keeps events that were sent compressed, so that they can be queried', async () => {
    const events = Array.from({ length: 3 }, (_, index) => ({
      eventType: 'RocketProof',
      serviceGuid: guidOf('limits'),
      lines: 10 * (index + 1),
      passed: true,
      nested: { dropped: 1 },
      timestamp: Math.floor(NOW / 1000) - index * 60,
    }));
    const response = await send(gzipSync(JSON.stringify(events)), {
      'Api-Key': LICENSE_KEY,
      'Content-Encoding': 'gzip',
    });
    expect(response.status).toBe(200);
    await expect(response.json()).resolves.toMatchObject({ success: true });
    standIn.now += 1000;
    await expect(
      client.nrql(
        "SELECT count(*) AS n, sum(lines) AS 'sum', latest(lines) AS 'last', latest(passed) AS passed, latest(nested) AS nested FROM RocketProof FACET serviceGuid",
      ),
    ).resolves.toEqual([
      {
        facet: guidOf('limits'),
        serviceGuid: guidOf('limits'),
        n: 3,
        sum: 60,
        last: 10,
        passed: 'true',
        nested: null,
      },
    ]);
  });

  it('joins what CI sends with the coverage that is there already', async () => {
    const latest = `SELECT latest(linesCovered) AS covered FROM RocketTestCoverage WHERE serviceGuid = '${guidOf('limits')}' SINCE 7 days ago`;
    const [before] = await client.nrql(latest);
    expect(before.covered).toBeGreaterThan(100);
    await send(
      JSON.stringify({
        eventType: 'RocketTestCoverage',
        serviceGuid: guidOf('limits'),
        linesCovered: 17,
      }),
    );
    standIn.now += 1000;
    await expect(client.nrql(latest)).resolves.toEqual([{ covered: 17 }]);
  });

  it('says yes to bad events too, and only an event tells of them', async () => {
    const bad = [
      { eventType: 'Transaction', duration: 1 },
      { noType: true },
      { eventType: 'bad type!' },
      { eventType: 'TooOld', timestamp: NOW - 3 * 86_400_000 },
      17,
    ];
    expect((await send(JSON.stringify(bad))).status).toBe(200);
    standIn.now += 1000;
    await expect(
      client.nrql('SELECT count(*) FROM NrIntegrationError'),
    ).resolves.toEqual([{ count: bad.length }]);
    await expect(client.nrql('SELECT count(*) FROM TooOld')).resolves.toEqual([
      { count: 0 },
    ]);
  });

  it('asks for the license key, and for JSON', async () => {
    expect((await send('[]', {})).status).toBe(403);
    expect((await send('[]', { 'Api-Key': USER_KEY })).status).toBe(403);
    expect((await send('no json')).status).toBe(400);
  });
});

describe('faults', () => {
  const query = `query Pulse { actor { account(id: ${ACCOUNT}) {
    a: nrql(query: "SELECT count(*) FROM Deployment") { results }
    b: nrql(query: "SELECT count(*) FROM Deployment") { results }
  } } }`;
  const raw = () => client.post('/graphql', { query }, { 'API-Key': USER_KEY });

  it('break the connection, the status, the body or its meaning', async () => {
    await client.faults({ kind: 'drop', times: 1 });
    await expect(raw()).rejects.toThrow('fetch failed');

    await client.faults({
      kind: 'http',
      status: 503,
      retryAfterSeconds: 7,
      times: 1,
    });
    const unavailable = await raw();
    expect(unavailable.status).toBe(503);
    expect(unavailable.headers.get('retry-after')).toBe('7');

    await client.faults({ kind: 'truncate', times: 1 });
    await expect(raw().then(response => response.json())).rejects.toThrow();

    await client.faults({ kind: 'not-json', times: 1 });
    await expect((await raw()).json()).rejects.toThrow(SyntaxError);

    await client.faults({ kind: 'wrong-json', times: 1 });
    await expect((await raw()).json()).resolves.toEqual({ status: 'ok' });

    await client.faults({ kind: 'bad-key', times: 1 });
    await expect((await raw()).json()).resolves.toMatchObject({
      errors: [{ extensions: { error_code: 'BAD_API_KEY' } }],
    });

    await client.faults({
      kind: 'error',
      errorClass: 'SERVER_ERROR',
      times: 1,
    });
    await expect((await raw()).json()).resolves.toMatchObject({
      data: null,
      errors: [{ extensions: { errorClass: 'SERVER_ERROR' } }],
    });

    for (const silence of [
      { kind: 'latency', millis: 60_000 },
      { kind: 'hang' },
    ]) {
      await client.faults({ ...silence, times: 1 });
      await expect(
        fetch(`${standIn.url}/graphql`, {
          method: 'POST',
          headers: { 'API-Key': USER_KEY },
          body: JSON.stringify({ query }),
          signal: AbortSignal.timeout(150),
        }),
      ).rejects.toThrow('timeout');
    }

    expect((await client.graphql(query)).errors).toEqual([]);
  });

  it('reach single NRQL questions and leave the others alone', async () => {
    await client.faults({
      kind: 'nrql-error',
      errorClass: 'TIMEOUT',
      times: 1,
    });
    const { status, data, errors } = await client.graphql(query);
    expect(status).toBe(200);
    expect(data.actor.account.a).toBeNull();
    expect(data.actor.account.b.results).toHaveLength(1);
    expect(errors).toHaveLength(1);
    expect(errors[0].extensions).toEqual({
      errorClass: 'TIMEOUT',
      errorCode: 'NRDB:1109',
    });

    await client.faults({ kind: 'wrong-rows', times: 1 });
    const wrong = await client.graphql(query);
    expect(wrong.data.actor.account.a.results).toEqual([{ unexpected: true }]);

    await client.faults({ kind: 'forbid-account', accountId: ACCOUNT });
    const forbidden = await client.graphql(query);
    expect(forbidden.data.actor.account).toBeNull();
    expect(forbidden.errors[0].extensions).toEqual({
      errorClass: 'UNAUTHORIZED',
    });
  });

  it('happen to one operation, and as often as the probability says', async () => {
    await client.faults({
      kind: 'nrql-error',
      errorClass: 'INTERNAL_SERVER_ERROR',
      probability: 0.3,
      operation: 'Pulse',
    });
    const other = await client.graphql(
      query.replace('query Pulse', 'query Other'),
    );
    expect(other.errors).toEqual([]);
    let failed = 0;
    for (let round = 0; round < 20; round++) {
      failed += (await client.graphql(query)).errors.length;
    }
    expect(failed).toBeGreaterThan(4);
    expect(failed).toBeLessThan(22);
    await client.clearFaults();
    expect((await client.graphql(query)).errors).toEqual([]);
  });

  it('skew the clock', async () => {
    await client.faults({ kind: 'clock-skew', millis: -3_600_000 });
    const { data } = await client.graphql(
      `{ actor { account(id: ${ACCOUNT}) { nrql(query: "SELECT count(*) FROM Transaction") { metadata { timeWindow { end } } } } } }`,
    );
    expect(data.actor.account.nrql.metadata.timeWindow.end).toBe(
      NOW - 3_600_000,
    );
  });

  it('are refused when they are none', async () => {
    const response = await client.faults({ kind: 'earthquake' });
    expect(response.status).toBe(400);
  });
});

describe('slow questions', () => {
  const ask = (options: string) =>
    client.graphql(`{ actor { account(id: ${ACCOUNT}) {
      nrql(query: "SELECT count(*) FROM Deployment"${options}) {
        results
        queryProgress { queryId completed retryAfter retryDeadline resultExpiration }
      }
    } } }`);
  const progress = (queryId: unknown, accountId = ACCOUNT) =>
    client.graphql(
      `query ($id: ID!) { actor { account(id: ${accountId}) { nrqlQueryProgress(queryId: $id) { results queryProgress { completed } } } } }`,
      { id: queryId },
    );

  it('time out after five seconds, or go on alone when they may', async () => {
    await client.faults({ kind: 'slow-nrql', seconds: 20 });
    const [sync, asynchronous] = await Promise.all([
      ask(', timeout: 1'),
      ask(', async: true'),
    ]);
    expect(sync.errors[0].extensions).toMatchObject({ errorClass: 'TIMEOUT' });
    expect(sync.errors[0].message).toContain('5 seconds');

    const { queryProgress, results } = asynchronous.data.actor.account.nrql;
    expect(results).toBeNull();
    expect(queryProgress).toMatchObject({ completed: false, retryAfter: 1 });
    const { queryId } = queryProgress;
    const early = await progress(queryId);
    expect(early.data.actor.account.nrqlQueryProgress).toMatchObject({
      results: null,
      queryProgress: { completed: false },
    });
    const foreign = await progress(queryId, 3812042);
    expect(foreign.errors[0].extensions).toEqual({ errorClass: 'NOT_FOUND' });
    standIn.now += 16_000;
    const late = await progress(queryId);
    expect(late.data.actor.account.nrqlQueryProgress.results).toHaveLength(1);
    standIn.now += 700_000;
    expect((await progress(queryId)).errors[0].extensions).toEqual({
      errorClass: 'NOT_FOUND',
    });
  });
});
