import type { AlertCondition } from '@rocket/plugin-newrelic-node';
import { scriptedNewRelic } from '../__testUtils__/scriptedNewRelic';
import { alertsCollector } from './alerts';
import { coverageCollector } from './coverage';
import { qualityCollector } from './quality';

const options = { accountId: 1, now: 0 };

describe('qualityCollector', () => {
  it('joins both windows; who was quiet this week is still known', async () => {
    const newRelic = scriptedNewRelic(query =>
      query.includes('SINCE 7 days')
        ? [{ facet: 'A', valid: 10, bad: 1, p95: { '95': 0.25 } }]
        : [
            { facet: 'A', valid: 40, bad: 2 },
            { facet: 'B', valid: 5, bad: 0 },
          ],
    );
    const facts = await qualityCollector.collect({ ...options, newRelic });
    expect(Object.fromEntries(facts)).toEqual({
      A: {
        lastWeek: { valid: 10, bad: 1, p95Milliseconds: 250 },
        last28Days: { valid: 40, bad: 2 },
      },
      B: {
        lastWeek: { valid: 0, bad: 0 },
        last28Days: { valid: 5, bad: 0 },
      },
    });
  });
});

describe('coverageCollector', () => {
  it('takes the last report, and none for one', async () => {
    const newRelic = scriptedNewRelic(() => [
      { facet: 'A', covered: 81, total: 100, reportedAt: 1000 },
      { facet: 'B', covered: null, total: null, reportedAt: null },
    ]);
    const facts = await coverageCollector.collect({ ...options, newRelic });
    expect(Object.fromEntries(facts)).toEqual({
      A: {
        report: {
          linesCovered: 81,
          linesTotal: 100,
          reportedAt: '1970-01-01T00:00:01.000Z',
        },
      },
    });
  });
});

describe('alertsCollector', () => {
  it('gives a condition to its target and to every entity that its query names', async () => {
    const condition = (id: string, rest: Partial<AlertCondition>) => ({
      id,
      name: id,
      accountId: 1,
      policyId: '1',
      enabled: true,
      type: 'STATIC' as const,
      nrql: 'SELECT count(*) FROM Transaction',
      terms: [],
      opensOnSignalLoss: false,
      ...rest,
    });
    const newRelic = {
      ...scriptedNewRelic(() => []),
      alertConditions: async () => [
        condition('1', { targetEntity: 'guid-of-service-a' }),
        condition('2', {
          nrql: `SELECT count(*) FROM Transaction WHERE entityGuid IN ('guid-of-service-a', "guid-of-service-b")`,
          terms: [
            {
              operator: 'ABOVE',
              priority: 'critical',
              threshold: 1,
              thresholdDurationSeconds: 60,
              thresholdOccurrences: 'ALL',
            },
          ],
        }),
        condition('3', {}),
      ],
    };
    const facts = await alertsCollector.collect({ ...options, newRelic });
    const idsOf = (guid: string) =>
      facts.get(guid)?.conditions.map(({ id }) => id);
    expect(facts.size).toBe(2);
    expect(idsOf('guid-of-service-a')).toEqual(['1', '2']);
    expect(idsOf('guid-of-service-b')).toEqual(['2']);
    expect(facts.get('guid-of-service-b')?.conditions[0].criticalTerms).toBe(1);
  });
});
