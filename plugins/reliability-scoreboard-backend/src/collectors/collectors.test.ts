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

describe('askByGuid', () => {
  /** Guids as New Relic makes them, and one of another make. */
  const guids = [
    ...Array.from({ length: 20_000 }, (_, index) =>
      Buffer.from(`3812041|APM|APPLICATION|${1_000_000 + index * 7}`)
        .toString('base64')
        .replace(/=+$/, ''),
    ),
    'guid~of~another~make~',
  ];

  it('gets every one of 20,000 services once, in disjoint parts', async () => {
    let answered = 0;
    const newRelic = scriptedNewRelic(query => {
      const [, pattern] = /RLIKE '([^']*)'/.exec(query) ?? [];
      const expression = pattern && new RegExp(`^${pattern}$`);
      const fitting = guids.filter(
        guid => !expression || expression.test(guid),
      );
      if (fitting.length < 5000 && query.includes('28 days')) {
        answered += fitting.length;
      }
      return fitting
        .slice(0, 5000)
        .map(facet => ({ facet, valid: 1, bad: 0, p95: { '95': 1 } }));
    });
    const facts = await qualityCollector.collect({ ...options, newRelic });
    expect(facts.size).toBe(guids.length);
    expect(answered).toBe(guids.length);
    const month = newRelic.queries.filter(query => query.includes('28 days'));
    expect(new Set(month).size).toBe(month.length);
    expect(month.length).toBeLessThan(50);
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
