import { z } from 'zod';
import { setupStandIn } from './__testUtils__/standIn';
import type { DefaultNewRelicService } from './DefaultNewRelicService';
import {
  aggregate,
  apdex,
  compared,
  events,
  facet,
  facets,
  facetTimeseries,
  percentiles,
  single,
  timeseries,
} from './nrql/results';

const count = { n: z.number() };
const N = "SELECT count(*) AS 'n' FROM Transaction";

describe('results, as the stand-in of New Relic gives them', () => {
  const standIn = setupStandIn({ seed: 'results' });
  let newRelic: DefaultNewRelicService;

  beforeAll(() => {
    newRelic = standIn.createClient();
  });

  const ask = async <T>(query: string, result: z.ZodType<T>) =>
    (await newRelic.nrql({ query, result })).result;

  it('one row, with percentiles and apdex', async () => {
    const { kind, values } = await ask(
      "SELECT count(*) AS 'n', percentile(duration, 50, 95) AS 'latency', apdex(duration, t: 0.5) AS 'apdex' FROM Transaction",
      single({ ...count, latency: percentiles(50, 95), apdex }),
    );
    expect(kind).toBe('single');
    expect(values.n).toBeGreaterThan(0);
    expect(values.latency[95]).toBeGreaterThan(values.latency[50] ?? Infinity);
    expect(values.apdex).toBeGreaterThan(0);
    expect(values.apdex).toBeLessThanOrEqual(1);
  });

  it('nothing, which is not zero', async () => {
    const { values } = await ask(
      "SELECT count(*) AS 'n', average(duration) AS 'mean', percentile(duration, 95) AS 'latency', apdex(duration, t: 0.5) AS 'apdex' FROM Transaction WHERE appName = 'nobody'",
      single({ ...count, mean: aggregate, latency: percentiles(95), apdex }),
    );
    expect(values).toMatchObject({ n: 0 });
    expect([values.mean, values.latency[95]]).toEqual([undefined, undefined]);
  });

  it('groups by one attribute and by two', async () => {
    const one = await ask(`${N} FACET appName LIMIT 3`, facet(count));
    expect(one).toEqual({
      kind: 'facet',
      groups: Array(3).fill({
        facet: expect.any(String),
        values: { n: expect.any(Number) },
      }),
    });
    const two = await ask(
      `${N} FACET appName, error LIMIT 3`,
      facets(2, count),
    );
    expect(two.groups[0]?.facet).toEqual([expect.any(String), 'false']);
  });

  it('pieces of time, of all and of each group', async () => {
    const clauses = 'SINCE 3 minutes ago TIMESERIES 1 minute';
    const { buckets } = await ask(`${N} ${clauses}`, timeseries(count));
    expect(buckets).toHaveLength(3);
    for (const { begin, end, values } of buckets) {
      expect(end - begin).toBe(60_000);
      expect(values).toEqual({ n: expect.any(Number) });
    }
    const { kind, series } = await ask(
      `${N} FACET appName LIMIT 2 ${clauses}`,
      facetTimeseries(count),
    );
    expect(kind).toBe('facet-timeseries');
    expect(new Set(series.map(({ facet: name }) => name)).size).toBe(2);
    expect(series.map(each => each.buckets.length)).toEqual([3, 3]);
  });

  it('two spans, compared', async () => {
    const week = 'SINCE 1 hour ago COMPARE WITH 1 week ago';
    const { current, previous } = await ask(
      `${N} ${week}`,
      compared(single(count)),
    );
    expect(current.values.n).toBeGreaterThan(0);
    expect(previous.values.n).toBeGreaterThan(0);
    const groups = await ask(
      `${N} FACET appName LIMIT 2 ${week}`,
      compared(facet(count)),
    );
    expect(groups.current.groups).toHaveLength(2);
    expect(groups.previous.kind).toBe('facet');
  });

  it('events', async () => {
    const { kind, rows } = await ask(
      'SELECT timestamp, appName FROM Transaction LIMIT 2',
      events(z.object({ timestamp: z.number(), appName: z.string() })),
    );
    expect(kind).toBe('events');
    expect(rows).toHaveLength(2);
  });

  it.each([
    [
      'groups',
      `${N} FACET appName`,
      single(count),
      'The answer .* in .*n: number.* answered to: SELECT',
    ],
    [
      'one row',
      N,
      facet(count),
      'Row 0 .* at facet: .* in .*n: number.* answered to: SELECT',
    ],
    [
      'no time',
      N,
      timeseries(count),
      'Row 0 .* at beginTimeSeconds: .* in .*n: number.* answered to: SELECT',
    ],
    [
      'one span',
      N,
      compared(single(count)),
      'Row 0 .* at comparison: .* in .*n: number.* answered to: SELECT',
    ],
    [
      'another alias',
      `${N} FACET appName`,
      facet({ m: z.number() }),
      'Row 0 .* at values.m: .* in .*n: number.* answered to: SELECT',
    ],
  ])(
    'an error that shows query and shape: %s',
    async (_, query, result, text) => {
      const asked = newRelic.nrql<unknown>({ query, result });
      await expect(asked).rejects.toMatchObject({
        kind: 'unexpected-shape',
        query,
        message: expect.stringMatching(text),
      });
    },
  );
});
