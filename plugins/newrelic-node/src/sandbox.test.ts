import { z } from 'zod';
import { setupStandIn } from './__testUtils__/standIn';
import { facet } from './nrql/results';

const result = facet({ requests: z.number() });

describe('against the stand-in of New Relic', () => {
  const standIn = setupStandIn({ seed: 'client' });
  const { company } = standIn;
  const client = (settings?: { apiKey: string }) =>
    standIn.createClient({ settings, retry: { maxAttempts: 6 } });

  /** Questions that differ, so that none is shared. */
  function questions(count: number) {
    return Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `q${index}`,
        {
          query: `SELECT count(*) AS 'requests' FROM Transaction FACET appName SINCE ${
            index + 1
          } minutes ago LIMIT MAX`,
          result,
        },
      ]),
    );
  }

  it('finds all that reports, and all that watches it', async () => {
    const newRelic = client();
    const [entities, conditions, traffic] = await Promise.all([
      newRelic.searchEntities({
        query: "domain = 'APM' AND type = 'APPLICATION'",
      }),
      newRelic.alertConditions(),
      newRelic.nrql(questions(1).q0),
    ]);
    const guids = company.services.map(service => service.newRelic.entityGuid);
    const found = new Set(entities.map(({ guid }) => guid));
    expect(guids.every(guid => found.has(guid))).toBe(true);
    const expected = company.services.flatMap(({ alerts }) =>
      Object.values(alerts).filter(state => state !== 'missing'),
    );
    expect(conditions).toHaveLength(expected.length);
    expect(traffic.result.groups.length).toBeGreaterThan(20);
    expect(traffic.timeWindow.end - traffic.timeWindow.begin).toBe(60_000);
  });

  it('answers every question, or says why not, while a lot goes wrong', async () => {
    await standIn.injectFaults(
      { kind: 'nrql-error', errorClass: 'TIMEOUT', probability: 0.05 },
      {
        kind: 'nrql-error',
        errorClass: 'TOO_MANY_REQUESTS',
        probability: 0.02,
      },
      { kind: 'http', status: 429, retryAfterSeconds: 0, probability: 0.02 },
      { kind: 'http', status: 502, probability: 0.02 },
      { kind: 'drop', probability: 0.02 },
      { kind: 'truncate', probability: 0.01 },
      { kind: 'not-json', probability: 0.01 },
      { kind: 'wrong-json', probability: 0.01 },
    );
    const asked = { ...questions(400), wrong: { query: 'SELECT', result } };
    const answers: Record<string, { status: string; error?: unknown }> =
      await client().nrqlAll(asked);
    expect(Object.keys(answers)).toHaveLength(401);
    expect(answers.wrong).toMatchObject({
      status: 'failed',
      error: { kind: 'bad-request', query: 'SELECT' },
    });
    const failed = Object.values(answers).filter(
      ({ status }) => status === 'failed',
    );
    for (const { error } of failed) {
      expect(error).toMatchObject({
        name: 'NewRelicError',
        query: expect.any(String),
      });
    }
    // Six repetitions of what fails in one of seven requests.
    expect(failed.length).toBeLessThan(5);
    const { peakConcurrency } = await standIn.statistics();
    expect(peakConcurrency).toBeLessThanOrEqual(20);
  });

  it('tells a bad key, a forbidden account and a strange answer apart', async () => {
    const { q0 } = questions(1);
    await expect(
      client({ apiKey: 'NRAK-WRONG' }).nrql(q0),
    ).rejects.toMatchObject({
      kind: 'unauthorized',
    });
    const [production, staging] = company.newRelicAccounts;
    await standIn.injectFaults({
      kind: 'forbid-account',
      accountId: staging.id,
    });
    const answers = await client().nrqlAll({
      production: { ...q0, accountId: production.id },
      staging: { ...q0, accountId: staging.id },
    });
    expect(answers.production.status).toBe('ok');
    expect(answers.staging).toMatchObject({ error: { kind: 'unauthorized' } });
    await standIn.injectFaults({ kind: 'wrong-rows' });
    await expect(client().nrql(q0)).rejects.toMatchObject({
      kind: 'unexpected-shape',
      message: expect.stringContaining(q0.query),
    });
  });
});
