import { z } from 'zod';
import { setupStandIn } from './__testUtils__/standIn';
import { single } from './nrql/results';

/** New Relic's minute passes in this time, for the stand-in and for the client. */
const MINUTE_MILLIS = 1500;

describe('thousands of queries in one go', () => {
  const begin = Date.now();
  const standIn = setupStandIn({
    seed: 'bench',
    clock: () => begin + (Date.now() - begin) * (60_000 / MINUTE_MILLIS),
  });
  /** One account a test, so that neither spends the budget of the other. */
  const [production, staging] = standIn.company.newRelicAccounts;

  beforeAll(async () => {
    for (const { id } of [production, staging]) {
      await standIn.sendEvents(id, [
        { eventType: 'RocketBench', number: 1_000_000 },
      ]);
    }
  });

  /** Asks queries that all have another answer, and checks each. */
  async function ask(
    count: number,
    options: { account: typeof production; maxAttempts?: number },
  ) {
    const { account, maxAttempts } = options;
    const service = standIn.createClient({
      accounts: [account],
      retry: { maxAttempts, initialDelayMillis: 10 },
      pace: { minuteMillis: MINUTE_MILLIS },
    });
    const numbers = Array.from({ length: count }, (_, index) => index);
    const answers = await service.nrqlAll(
      Object.fromEntries(
        numbers.map(number => [
          `q${number}`,
          {
            query: `SELECT max(number) + ${number} AS 'sum' FROM RocketBench`,
            result: single({ sum: z.number() }),
          },
        ]),
      ),
    );
    const failures = [];
    for (const number of numbers) {
      const answer = answers[`q${number}`];
      if (answer?.status === 'ok') {
        expect(answer.result.values).toEqual({ sum: 1_000_000 + number });
      } else {
        failures.push(answer?.error);
      }
    }
    return { failures, ...(await standIn.statistics()) };
  }

  it('gives every one its right answer or a typed error while a lot goes wrong', async () => {
    await standIn.injectFaults(
      { kind: 'nrql-error', errorClass: 'TIMEOUT', probability: 0.05 },
      { kind: 'http', status: 429, probability: 0.02 },
      { kind: 'drop', probability: 0.01 },
      // Answers overtake each other.
      { kind: 'latency', millis: 40, probability: 0.2 },
      { kind: 'latency', millis: 15, probability: 0.3 },
      { kind: 'latency', millis: 4, probability: 0.5 },
    );
    const { failures, peakConcurrency } = await ask(10_000, {
      account: production,
    });
    for (const error of failures) {
      expect(error).toMatchObject({
        name: 'NewRelicError',
        kind: expect.stringMatching(/^(timeout|rate-limited|unavailable)$/),
        query: expect.stringContaining('RocketBench'),
      });
    }
    // A query fails for good when four attempts do: six in a million.
    expect(failures.length).toBeLessThan(10);
    expect(peakConcurrency).toBeGreaterThan(1);
    expect(peakConcurrency).toBeLessThanOrEqual(20);
  });

  it('never asks more than New Relic allows in a minute', async () => {
    // Without a second attempt a single query too many would show.
    const { failures, peakConcurrency } = await ask(7_000, {
      account: staging,
      maxAttempts: 0,
    });
    expect(failures).toEqual([]);
    expect(peakConcurrency).toBeLessThanOrEqual(20);
  });
});
