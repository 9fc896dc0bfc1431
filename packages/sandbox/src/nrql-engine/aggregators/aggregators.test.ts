import fc from 'fast-check';
import { evaluateNrql } from '../evaluateNrql';
import { TestEvent, eventsSource } from '../__testUtils__/eventsSource';
import { RELATIVE_ERROR } from '../logBins';

const now = Date.parse('2026-03-02T12:00:00Z');

const event = fc.record({
  // Times at which three buckets begin, end and meet.
  timestamp: fc.nat(180).map(seconds => now - 180_000 + seconds * 1000),
  weight: fc.integer({ min: 1, max: 5 }),
  x: fc.option(
    fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      // Adding 0 makes 0 of -0, which nothing here tells apart.
      fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map(value => value + 0),
    ),
    { nil: undefined },
  ),
  k: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
  ok: fc.option(fc.boolean(), { nil: undefined }),
});

/** Each event as often as its weight says. */
function expand(events: TestEvent[]): TestEvent[] {
  return events.flatMap(one => Array(one.weight ?? 1).fill(one) as TestEvent[]);
}

/** A number within the stated error of a percentile. */
function near(exact: number): number {
  return {
    asymmetricMatch: (found: unknown) =>
      typeof found === 'number' &&
      Math.abs(found - exact) <=
        Math.abs(exact) * RELATIVE_ERROR * (1 + 1e-9) + 1e-9,
    toString: () => `within ${RELATIVE_ERROR} of ${exact}`,
  } as unknown as number;
}

/** What New Relic would count, event by event. */
function summarize(events: TestEvent[]) {
  const numbers = events
    .flatMap(one => (typeof one.x === 'number' ? [one.x] : []))
    .sort((a, b) => a - b);
  const rank = (percent: number) =>
    numbers.length
      ? near(
          numbers[Math.max(0, Math.ceil((percent / 100) * numbers.length) - 1)],
        )
      : null;
  const sum = numbers.reduce((total, value) => total + value, 0);
  return {
    n: events.length,
    sum: expect.closeTo(sum, 3),
    average: numbers.length ? expect.closeTo(sum / numbers.length, 3) : null,
    min: numbers[0] ?? null,
    max: numbers[numbers.length - 1] ?? null,
    p: { 0: rank(0), 25: rank(25), 50: rank(50), 95: rank(95), 100: rank(100) },
    distinct: new Set(numbers).size,
    bad: events.filter(one => one.ok !== true).length,
  };
}

const SELECT = `SELECT count(*) AS n, sum(x) AS sum, average(x) AS average, min(x) AS min, max(x) AS max,
  percentile(x, 0, 25, 50, 95, 100) AS p, uniqueCount(x) AS distinct,
  filter(count(*), WHERE ok IS NOT TRUE) AS bad FROM A, B`;

describe('aggregators', () => {
  it('count a row of weight n like n events', () => {
    fc.assert(
      fc.property(fc.array(event), fc.array(event), (a, b) => {
        const { source } = eventsSource({ A: a, B: b });
        const evaluate = (clauses: string) =>
          evaluateNrql({
            query: `${SELECT} ${clauses} SINCE 3 minutes ago`,
            accountId: 1,
            source,
            now,
          });
        const all = expand([...a, ...b]).filter(one => one.timestamp < now);

        expect(evaluate('').results).toEqual([summarize(all)]);

        const faceted = evaluate('FACET k');
        for (const { facet, k, ...values } of faceted.results) {
          expect(k).toBe(facet);
          expect(values).toEqual(summarize(all.filter(one => one.k === facet)));
        }
        expect(faceted.results.map(row => row.n)).toEqual(
          faceted.results.map(row => Number(row.n)).sort((x, y) => y - x),
        );
        expect(faceted.otherResult).toEqual(
          summarize(all.filter(one => one.k === undefined)),
        );
        expect(faceted.totalResult).toEqual(summarize(all));

        for (const row of evaluate('FACET k TIMESERIES 1 minute').results) {
          const { facet, k, beginTimeSeconds, endTimeSeconds, ...values } = row;
          expect(values).toEqual(
            summarize(
              all.filter(
                one =>
                  one.k === k &&
                  one.timestamp >= Number(beginTimeSeconds) * 1000 &&
                  one.timestamp < Number(endTimeSeconds) * 1000,
              ),
            ),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('finds percentiles among many values within the stated error, however they lie', () => {
    const count = 20_000;
    const shapes: Array<(index: number) => number> = [
      index => index,
      index => 1 / (1 + index),
      index => (index % 7 === 0 ? 1e9 + index : index % 100),
      index => -Math.exp(index % 50),
      () => 0.1,
    ];
    for (const shape of shapes) {
      // A step that has no factor with the count mixes the order.
      const values = Array.from({ length: count }, (_, index) =>
        shape((index * 7919) % count),
      );
      const sorted = [...values].sort((a, b) => a - b);
      const { source } = eventsSource({
        A: values.map(x => ({ timestamp: now - 1000, x })),
      });
      const [row] = evaluateNrql({
        query: 'SELECT percentile(x, 1, 50, 99, 99.9) AS p FROM A',
        accountId: 1,
        source,
        now,
      }).results;
      expect(row.p).toEqual({
        1: near(sorted[199]),
        50: near(sorted[9_999]),
        99: near(sorted[19_799]),
        99.9: near(sorted[19_979]),
      });
    }
  });

  it('fits a line for derivative', () => {
    const { source } = eventsSource({
      A: [0, 1, 2, 3].map(minute => ({
        timestamp: now - 240_000 + minute * 60_000,
        x: 5 + 3 * minute,
      })),
      B: [{ timestamp: now - 1, x: 1 }],
    });
    const slope = (type: string) =>
      evaluateNrql({
        query: `SELECT derivative(x, 1 minute) AS d FROM ${type}`,
        accountId: 1,
        source,
        now,
      }).results[0].d;
    expect(slope('A')).toBeCloseTo(3, 9);
    expect(slope('B')).toBeNull();
  });
});
