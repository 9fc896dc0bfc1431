import { NrqlTimeoutError } from './errors';
import { evaluateNrql } from './evaluateNrql';
import { TestEvent, eventsSource } from './__testUtils__/eventsSource';

// A whole minute, so that bucket times are easy to read.
const now = Date.parse('2026-03-02T12:00:00Z');
const minutesAgo = (minutes: number) => now - minutes * 60_000;
const seconds = (epoch: number) => epoch / 1000;

const transactions: TestEvent[] = [
  { appName: 'cards', name: 'a', duration: 0.1, error: false, weight: 90 },
  { appName: 'cards', name: 'a', duration: 0.4, error: true, weight: 10 },
  { appName: 'cards', name: 'b', duration: 2.5, error: false, weight: 20 },
  { appName: 'ledger', name: 'b', duration: 0.2, error: false, weight: 40 },
  { appName: 'Ledger', name: 'c', duration: 0.3, error: false, weight: 5 },
  { name: 'd', duration: 9, error: false, weight: 1 },
].map((event, index) => ({ ...event, timestamp: minutesAgo(55 - index * 10) }));

function evaluate(query: string, events = { Transaction: transactions }) {
  return evaluateNrql({
    query,
    accountId: 1,
    source: eventsSource(events).source,
    now,
  });
}

const results = (query: string, events = { Transaction: transactions }) =>
  evaluate(query, events).results;

/** A percentile has a relative error of a hundredth. */
const closeBy = (exact: number) => expect.closeTo(exact, 1);

describe('evaluateNrql: one row', () => {
  it('aggregates weighted rows, with the keys of New Relic', () => {
    expect(
      results(
        `SELECT count(*), count(appName), sum(duration), average(duration),
                min(duration), max(duration), uniqueCount(appName), latest(name),
                earliest(appName), uniques(name), median(duration)
         FROM Transaction`,
      ),
    ).toEqual([
      {
        count: 166,
        'count.appName': 165,
        'sum.duration': expect.closeTo(81.5, 9),
        'average.duration': expect.closeTo(81.5 / 166, 9),
        'min.duration': 0.1,
        'max.duration': 9,
        'uniqueCount.appName': 3,
        'latest.name': 'd',
        'earliest.appName': 'cards',
        'uniques.name': ['a', 'b', 'c', 'd'],
        'median.duration': { 50: 0.1 },
      },
    ]);
  });

  it('nests percentiles, under an alias too, and gives apdex as an object', () => {
    expect(
      results(
        `SELECT percentile(duration, 50, 95, 99.5) AS 'p', apdex(duration, t: 0.3) AS 'score',
                histogram(duration, 1, 4) AS 'h', stddev(duration) AS 'd' FROM Transaction WHERE appName = 'cards'`,
      ),
    ).toEqual([
      {
        p: { 50: 0.1, 95: closeBy(2.5), 99.5: closeBy(2.5) },
        score: { score: (90 + 5) / 120, count: 120, s: 90, t: 10, f: 20 },
        h: [90, 10, 0, 20],
        d: expect.closeTo(
          Math.sqrt(
            (90 * 0.01 + 10 * 0.16 + 20 * 6.25) / 120 - (63 / 120) ** 2,
          ),
          9,
        ),
      },
    ]);
  });

  it('calculates with aggregates', () => {
    expect(
      results(
        `SELECT percentage(count(*), WHERE error IS TRUE) AS 'errors',
                filter(count(*), WHERE name = 'a') / count(*) AS 'share',
                rate(count(*), 1 minute) AS 'rpm',
                rate(sum(duration), 1 hour) AS 'busy',
                round(average(duration), 0.01) AS 'rounded',
                if(count(*) > 100, 'many', 'few') AS 'amount',
                max(duration) - min(duration) * 2 AS 'range',
                filter(percentage(count(*), WHERE error IS TRUE), WHERE appName = 'cards') AS 'nested'
         FROM Transaction`,
      ),
    ).toEqual([
      {
        errors: (100 * 10) / 166,
        share: 100 / 166,
        rpm: 166 / 60,
        busy: expect.closeTo(81.5, 9),
        rounded: 0.49,
        amount: 'many',
        range: 8.8,
        nested: (100 * 10) / 120,
      },
    ]);
  });

  it('gives a row of nulls when there is nothing', () => {
    const nothing = {
      average: null,
      count: 0,
      max: null,
      sum: 0,
      percentage: null,
      p: { 95: null },
      latest: null,
      apdex: { score: null, count: 0, s: 0, t: 0, f: 0 },
    };
    const select = `SELECT average(duration) AS 'average', count(*), max(duration) AS 'max',
      sum(duration) AS 'sum', percentage(count(*), WHERE error IS TRUE) AS 'percentage',
      percentile(duration) AS 'p', latest(name) AS 'latest', apdex(duration) AS 'apdex'`;
    expect(
      results(`${select} FROM Transaction WHERE appName = 'none'`),
    ).toEqual([nothing]);
    expect(results(`${select} FROM NoSuchEvent`)).toEqual([nothing]);
  });

  it.each([
    ["appName = 'ledger'", 40],
    ["appName LIKE 'LEDGER'", 45],
    ["appName LIKE 'led%'", 45],
    ["appName NOT LIKE 'led%'", 121],
    ["appName RLIKE 'l.*'", 40],
    ["appName RLIKE '(?i)led'", 0],
    ["appName RLIKE r'(?i)led\\w+'", 45],
    ["appName != 'cards'", 46],
    ["appName IN ('cards', 'ledger')", 160],
    ["appName NOT IN ('cards')", 46],
    ['appName IS NULL', 1],
    ['appName IS NOT NULL', 165],
    ['error', 10],
    ['error = true', 10],
    ['error IS NOT TRUE', 156],
    ['NOT error', 156],
    ['duration > 0.2', 36],
    ['0.2 < duration', 36],
    ['duration * 10 >= 4', 31],
    ["duration = '0.1'", 0],
    ['missing > 0 OR missing <= 0', 0],
    ['missing != 3', 166],
    ['duration > 0.2 AND (error OR name = "d")', 11],
    ["lower(appName) = 'ledger'", 45],
    ["if(error, 'bad', 'good') = 'bad'", 10],
    ["eventType() = 'Transaction' AND accountId() = 1", 166],
    [`timestamp >= ${minutesAgo(30)}`, 46],
    ['appName IN (SELECT uniques(appName) FROM Transaction WHERE error)', 120],
    ['duration = (SELECT max(duration) FROM Transaction)', 1],
    ['hourOf(timestamp) = "11:00"', 166],
    ["concat(appName, '/', name) = 'cards/b'", 20],
    ['error < name', 0],
  ])('counts the rows WHERE %s: %d', (condition, count) => {
    expect(
      results(`SELECT count(*) FROM Transaction WHERE ${condition}`),
    ).toEqual([{ count }]);
  });

  it('takes SINCE in and leaves UNTIL out', () => {
    const at = (since: number, until: number) =>
      results(
        `SELECT count(*) FROM Transaction SINCE ${minutesAgo(since)} UNTIL ${minutesAgo(until)}`,
      );
    expect(at(55, 45)).toEqual([{ count: 90 }]);
    expect(at(56, 55)).toEqual([{ count: 0 }]);
    expect(evaluate('SELECT count(*) FROM Transaction').metadata).toEqual({
      eventTypes: ['Transaction'],
      facets: null,
      messages: [],
      timeWindow: {
        begin: now - 3_600_000,
        end: now,
        since: '60 MINUTES AGO',
        until: 'NOW',
        compareWith: null,
      },
    });
  });
});

describe('evaluateNrql: FACET', () => {
  it('names one facet twice, sorts by the first item, sums up the rest', () => {
    const evaluation = evaluate(
      'SELECT count(*), average(duration) AS d FROM Transaction FACET appName LIMIT 2',
    );
    expect(evaluation.results).toEqual([
      {
        facet: 'cards',
        appName: 'cards',
        count: 120,
        d: expect.closeTo(0.525, 9),
      },
      { facet: 'ledger', appName: 'ledger', count: 40, d: 0.2 },
    ]);
    // The other result has the group past the limit, and what has no group.
    expect(evaluation.otherResult).toEqual({
      count: 6,
      d: expect.closeTo((5 * 0.3 + 9) / 6, 9),
    });
    expect(evaluation.totalResult).toMatchObject({ count: 166 });
    expect(evaluation.metadata.facets).toEqual(['appName']);
  });

  it('gives several facets as a list only', () => {
    expect(
      results('SELECT count(*) FROM Transaction FACET appName, name, error'),
    ).toEqual([
      { facet: ['cards', 'a', false], count: 90 },
      { facet: ['ledger', 'b', false], count: 40 },
      { facet: ['cards', 'b', false], count: 20 },
      { facet: ['cards', 'a', true], count: 10 },
      { facet: ['Ledger', 'c', false], count: 5 },
    ]);
  });

  it('has at most 10 groups unless the query says otherwise', () => {
    const events = {
      E: Array.from({ length: 30 }, (_, index) => ({
        timestamp: minutesAgo(1),
        weight: index + 1,
        n: `n${index}`,
      })),
    };
    const groups = (query: string) => results(query, events as never).length;
    expect(groups('SELECT count(*) FROM E FACET n')).toBe(10);
    expect(groups('SELECT count(*) FROM E FACET n LIMIT 12')).toBe(12);
    expect(groups('SELECT count(*) FROM E FACET n LIMIT MAX')).toBe(30);
    expect(
      results('SELECT count(*) FROM E FACET n', events as never)[0].facet,
    ).toBe('n29');
  });

  it('sorts by what the first item ranks by', () => {
    const order = (query: string) => results(query).map(row => row.facet);
    expect(order('SELECT max(duration) FROM Transaction FACET name')).toEqual([
      'd',
      'b',
      'a',
      'c',
    ]);
    expect(
      order('SELECT percentile(duration, 50) FROM Transaction FACET name'),
    ).toEqual(['d', 'c', 'b', 'a']);
    // Functions that are not numbers of the group rank by how often it occurs.
    expect(
      order('SELECT latest(duration) FROM Transaction FACET name'),
    ).toEqual(['a', 'b', 'c', 'd']);
    // FACET … ORDER BY chooses, and the first item still sorts.
    expect(
      order(
        'SELECT count(*) FROM Transaction FACET name ORDER BY max(duration) LIMIT 2',
      ),
    ).toEqual(['b', 'd']);
  });

  it('leaves out groups in which the first item has no value', () => {
    expect(
      results(
        'SELECT uniqueCount(appName), count(*) AS n FROM Transaction FACET name',
      ),
    ).toEqual([
      { facet: 'a', name: 'a', 'uniqueCount.appName': 1, n: 100 },
      { facet: 'b', name: 'b', 'uniqueCount.appName': 2, n: 60 },
      { facet: 'c', name: 'c', 'uniqueCount.appName': 1, n: 5 },
    ]);
  });

  it('extrapolates nothing, as every event is kept, and names cases', () => {
    const query =
      "SELECT count(*) FROM Transaction FACET cases(WHERE duration < 0.3 AS 'fast', WHERE duration >= 0.3 AS 'slow') AS 'speed'";
    expect(results(`${query} EXTRAPOLATE`)).toEqual(results(query));
    expect(results(query).map(({ facet }) => facet)).toEqual(['fast', 'slow']);
  });

  it('groups by cases, functions and aliases', () => {
    expect(
      results(
        "SELECT count(*) FROM Transaction FACET CASES(WHERE duration < 0.3 AS 'fast', WHERE duration < 1 AS 'ok')",
      ),
    ).toMatchObject([
      { facet: 'fast', count: 130 },
      { facet: 'ok', count: 15 },
    ]);
    expect(
      results(
        "SELECT count(*) FROM Transaction FACET CASES(WHERE duration < 1 AS 'quick') OR name AS 'kind'",
      ),
    ).toEqual([
      { facet: 'quick', kind: 'quick', count: 145 },
      { facet: 'b', kind: 'b', count: 20 },
      { facet: 'd', kind: 'd', count: 1 },
    ]);
    expect(
      results(
        'SELECT count(*) FROM Transaction WITH substring(appName, 0, 1) AS first FACET first',
      ),
    ).toMatchObject([
      { first: 'c', count: 120 },
      { first: 'l', count: 40 },
      { first: 'L', count: 5 },
    ]);
    expect(
      results(
        "SELECT count(*) FROM Transaction FACET dateOf(timestamp), hourOf(timestamp, numeric) WITH TIMEZONE 'America/Sao_Paulo'",
      ),
    ).toEqual([{ facet: ['March 2, 2026', 8], count: 166 }]);
  });

  it('captures parts of texts', () => {
    const events = {
      Transaction: ['GET /a/1', 'GET /b/2', 'POST /a/3'].map(text => ({
        timestamp: minutesAgo(1),
        text,
      })),
    };
    expect(
      results(
        "FROM Transaction WITH capture(text, r'(?P<verb>\\w+) /(?P<path>\\w+)/\\d') AS (verb, path) SELECT count(*) FACET verb, path",
        events,
      ).map(row => row.facet),
    ).toEqual([
      ['GET', 'a'],
      ['GET', 'b'],
      ['POST', 'a'],
    ]);
    expect(
      results(
        "SELECT uniques(aparse(text, '% /*/%')) AS u FROM Transaction",
        events,
      ),
    ).toEqual([{ u: ['a', 'b'] }]);
  });
});

describe('evaluateNrql: TIMESERIES', () => {
  it('has a row for each bucket, empty ones too', () => {
    expect(
      results(
        'SELECT count(*), max(duration) AS m FROM Transaction TIMESERIES 20 minutes',
      ),
    ).toEqual(
      [
        [60, 90, 0.1],
        [40, 30, 2.5],
        [20, 45, 0.3],
      ].map(([begin], index) => ({
        beginTimeSeconds: seconds(minutesAgo(begin)),
        endTimeSeconds: seconds(minutesAgo(begin - 20)),
        ...[
          { count: 100, m: 0.4 },
          { count: 60, m: 2.5 },
          { count: 6, m: 9 },
        ][index],
      })),
    );
    const empty = results(
      'SELECT count(*), average(duration) AS a, rate(count(*), 1 minute) AS r FROM Transaction TIMESERIES 5 minutes',
    );
    expect(empty).toHaveLength(12);
    expect(empty[0]).toMatchObject({ count: 0, a: null, r: 0 });
    expect(empty[1]).toMatchObject({ count: 90, r: 18 });
  });

  it('counts every row in one bucket when buckets do not overlap', () => {
    const rows = results('SELECT count(*) FROM Transaction TIMESERIES AUTO');
    expect(rows).toHaveLength(60);
    expect(rows.reduce((sum, row) => sum + Number(row.count), 0)).toBe(166);
  });

  it('lays buckets from the end, and says which time that is', () => {
    const { results: rows, metadata } = evaluate(
      "SELECT count(*) FROM Transaction TIMESERIES 25 minutes SINCE '2026-03-02 11:00' UNTIL '2026-03-02 11:59'",
    );
    expect(rows.map(row => row.endTimeSeconds)).toEqual([
      seconds(minutesAgo(26)),
      seconds(minutesAgo(1)),
    ]);
    expect(metadata.timeWindow.begin).toBe(minutesAgo(51));
  });

  it('lets windows overlap with SLIDE BY', () => {
    const rows = results(
      'SELECT count(*) FROM Transaction TIMESERIES 20 minutes SLIDE BY 10 minutes',
    );
    expect(rows.map(row => row.count)).toEqual([100, 30, 60, 45, 6]);
    expect(rows[1]).toMatchObject({
      beginTimeSeconds: seconds(minutesAgo(50)),
      endTimeSeconds: seconds(minutesAgo(30)),
    });
  });

  it('is flat with FACET, its other and total results are lists', () => {
    const evaluation = evaluate(
      'SELECT count(*) FROM Transaction FACET appName TIMESERIES 30 minutes LIMIT 1',
    );
    const first = {
      beginTimeSeconds: seconds(minutesAgo(60)),
      endTimeSeconds: seconds(minutesAgo(30)),
    };
    const second = {
      beginTimeSeconds: seconds(minutesAgo(30)),
      endTimeSeconds: seconds(now),
    };
    expect(evaluation.results).toEqual([
      { facet: 'cards', appName: 'cards', ...first, count: 120 },
      { facet: 'cards', appName: 'cards', ...second, count: 0 },
    ]);
    expect(evaluation.totalResult).toEqual([
      { ...first, count: 120 },
      { ...second, count: 46 },
    ]);
    expect(evaluation.otherResult).toEqual([
      { ...first, count: 0 },
      { ...second, count: 46 },
    ]);
  });

  it.each([
    ['1 day', 48],
    ['1 week', 28],
    ['1 hour', 60],
    ['1 month', 60],
  ])('cuts %s into %d buckets by itself', (since, count) => {
    expect(
      results(`SELECT count(*) FROM Transaction SINCE ${since} ago TIMESERIES`),
    ).toHaveLength(count);
  });

  it('has at most 366 buckets', () => {
    expect(
      results(
        'SELECT count(*) FROM Transaction SINCE 1 day ago TIMESERIES MAX',
      ),
    ).toHaveLength(360);
    expect(
      results(
        'SELECT count(*) FROM Transaction SINCE 366 minutes ago TIMESERIES 1 minute',
      ),
    ).toHaveLength(366);
    expect(() =>
      results(
        'SELECT count(*) FROM Transaction SINCE 367 minutes ago TIMESERIES 1 minute',
      ),
    ).toThrow('position 67, TIMESERIES would make 367 buckets');
  });
});

describe('evaluateNrql: COMPARE WITH, events, nested queries', () => {
  it('labels both times, and keeps the groups of the current one', () => {
    const { results: rows, previousResults } = evaluate(
      'SELECT count(*) FROM Transaction FACET name SINCE 25 minutes ago COMPARE WITH 30 minutes ago LIMIT 2',
    );
    expect(rows).toEqual([
      { facet: 'b', name: 'b', count: 40, comparison: 'current' },
      { facet: 'c', name: 'c', count: 5, comparison: 'current' },
      { facet: 'b', name: 'b', count: 20, comparison: 'previous' },
      { facet: 'c', name: 'c', count: 0, comparison: 'previous' },
    ]);
    expect(previousResults).toHaveLength(2);
    const series = results(
      'SELECT count(*) FROM Transaction SINCE 20 minutes ago TIMESERIES 10 minutes COMPARE WITH 20 minutes ago',
    );
    expect(series.map(row => [row.comparison, row.count])).toEqual([
      ['current', 5],
      ['current', 1],
      ['previous', 20],
      ['previous', 40],
    ]);
  });

  it('gives events newest first, as often as they happened', () => {
    const rows = results('SELECT * FROM Transaction LIMIT 8');
    expect(rows.slice(0, 2)).toEqual([
      { name: 'd', duration: 9, error: false, timestamp: minutesAgo(5) },
      {
        appName: 'Ledger',
        name: 'c',
        duration: 0.3,
        error: false,
        timestamp: minutesAgo(15),
      },
    ]);
    expect(rows.map(row => row.name).join('')).toBe('dcccccbb');
    expect(results('SELECT * FROM Transaction')).toHaveLength(100);
    expect(
      results(
        'SELECT name, duration * 10 AS tenths, appName FROM Transaction ORDER BY duration DESC, name LIMIT 2 OFFSET 20',
      ),
    ).toEqual([
      { name: 'b', tenths: 25, appName: 'cards', timestamp: minutesAgo(35) },
      { name: 'a', tenths: 4, appName: 'cards', timestamp: minutesAgo(45) },
    ]);
  });

  it('aggregates the results of queries in FROM', () => {
    expect(
      results(
        'SELECT max(n) AS most, count(*) FROM (SELECT count(*) AS n FROM Transaction FACET appName)',
      ),
    ).toEqual([{ most: 120, count: 3 }]);
    expect(
      results(
        `SELECT average(perBucket) AS a FROM (
           SELECT count(*) AS perBucket FROM Transaction FACET name, error TIMESERIES 10 minutes
         ) WHERE perBucket > 0 FACET name`,
      ),
    ).toMatchObject([
      { name: 'a', a: 50 },
      { name: 'b', a: 30 },
      { name: 'c', a: 5 },
      { name: 'd', a: 1 },
    ]);
    expect(
      results(
        'SELECT sum(count) AS s FROM (SELECT count(*) FROM Transaction TIMESERIES 10 minutes) TIMESERIES 30 minutes',
      ),
    ).toMatchObject([{ s: 120 }, { s: 46 }]);
    expect(
      results(
        "SELECT latest(getField(p, '95')) AS p FROM (SELECT percentile(duration, 95) AS p FROM Transaction)",
      ),
    ).toEqual([{ p: closeBy(2.5) }]);
  });

  it('reads several event types and accounts as one', () => {
    const { source, reads } = eventsSource({
      A: [{ timestamp: minutesAgo(1), x: 1, k: 'one' }],
      B: [
        { timestamp: minutesAgo(2), x: 2, k: 'one' },
        { timestamp: minutesAgo(3), k: 'two' },
      ],
    });
    const { results: rows } = evaluateNrql({
      query: 'SELECT count(*), sum(x) FROM A, B FACET k',
      accountId: [1, 2],
      source,
      now,
    });
    expect(rows).toEqual([
      { facet: 'one', k: 'one', count: 4, 'sum.x': 6 },
      { facet: 'two', k: 'two', count: 2, 'sum.x': 0 },
    ]);
    expect(
      new Set(
        reads.map(({ accountId, eventType }) => `${eventType}${accountId}`),
      ),
    ).toEqual(new Set(['A1', 'A2', 'B1', 'B2']));
  });
});

describe('evaluateNrql: what it asks of the source', () => {
  const ask = (query: string) => {
    const { source, reads } = eventsSource({ T: [] });
    evaluateNrql({ query, accountId: 7, source, now });
    return reads[0];
  };

  it('names attributes, time and width', () => {
    expect(
      ask(
        "SELECT average(a) FROM T WHERE b = 'x' AND NOT e = 'w' FACET f TIMESERIES 5 minutes SINCE 30 minutes ago",
      ),
    ).toMatchObject({
      accountId: 7,
      eventType: 'T',
      begin: minutesAgo(30),
      end: now,
      bucketMillis: 300_000,
      attributes: new Set(['a', 'b', 'e', 'f']),
    });
  });

  it('says what values of single attributes can count', () => {
    const accepts = (where: string, name: string, value: string) =>
      ask(`FROM T SELECT count(*) WHERE ${where}`).accepts?.get(name)?.(value);
    const where =
      "b = 'x' AND (c IN ('y', 'z') AND d > 1) AND NOT e = 'w' AND c RLIKE '[x-y]' AND e IS NOT NULL";
    expect(accepts(where, 'b', 'x')).toBe(true);
    expect(accepts(where, 'b', 'X')).toBe(false);
    expect(accepts(where, 'c', 'y')).toBe(true);
    expect(accepts(where, 'c', 'z')).toBe(false);
    expect(accepts(where, 'e', 'v')).toBe(true);
    expect(accepts(where, 'e', 'w')).toBe(false);
    expect(accepts("b = 'x' OR b LIKE 'y%'", 'b', 'Yes')).toBe(true);
    expect(accepts("b = 'x' OR b LIKE 'y%'", 'b', 'no')).toBe(false);
    for (const unclear of [
      "b = 'x' OR c = 'y'",
      "lower(b) = 'x'",
      'b IN (SELECT uniques(c) FROM T)',
      'b = c',
    ]) {
      expect(accepts(unclear, 'b', 'z')).toBeUndefined();
    }
    expect(
      ask("FROM T WITH lower(a) AS a SELECT count(*) WHERE a = 'x'").accepts
        ?.size,
    ).toBe(0);
  });

  it('asks for everything, or for fine rows, when it needs them', () => {
    expect(ask('SELECT * FROM T').attributes).toBe('all');
    expect(ask('SELECT count(*) FROM T').bucketMillis).toBeUndefined();
    expect(
      ask('SELECT count(*) FROM T FACET hourOf(timestamp)').bucketMillis,
    ).toBe(60_000);
    expect(ask('SELECT latest(a) FROM T').attributes).toEqual(
      new Set(['a', 'timestamp']),
    );
    expect(ask('SELECT a FROM T').attributes).toEqual(
      new Set(['a', 'timestamp']),
    );
  });
});

describe('evaluateNrql: errors', () => {
  it.each([
    ['SELECT count(*) FORM T', "position 17, unexpected 'FORM'"],
    ['SELECT baseline(x) FROM T', 'position 8, unknown function baseline()'],
    [
      'SELECT count(*), name FROM T',
      "position 18, the attribute 'name' cannot stand beside aggregators",
    ],
    [
      'SELECT count(*) FROM T WHERE count(*) > 1',
      'position 30, the aggregator count() cannot stand here',
    ],
    [
      'SELECT name FROM T FACET name',
      'FACET and TIMESERIES are not supported on events.',
    ],
    [
      'SELECT count(*) FROM T LIMIT 5001',
      'position 30, LIMIT must be from 1 to 5000',
    ],
    [
      'SELECT count(*) FROM T WHERE a = {{v}}',
      'position 34, template variable {{v}} has no value',
    ],
    [
      'SELECT funnel(a, WHERE b) FROM T',
      'position 8, funnel() is not supported here',
    ],
    ['SELECT rate(count(*)) FROM T', 'rate() needs a duration'],
    ['SELECT filter(count(*)) FROM T', 'filter() needs a WHERE condition'],
    [
      'SELECT percentile(x, 101) FROM T',
      'a percentile is a number from 0 to 100',
    ],
    [
      "SELECT count(*) FROM T WHERE a RLIKE '('",
      "position 38, '(' is not a regular expression",
    ],
    [
      'SELECT count(*) FROM T JOIN (SELECT x FROM U) ON k',
      'JOIN is not supported here',
    ],
    ['SELECT abs(1, 2) FROM T', 'abs() takes 1 arguments, not 2'],
    [
      'SELECT count(*) FROM T FACET a ORDER BY max(b) ASC',
      'FACET … ORDER BY is always descending',
    ],
    [
      'SELECT count(*) FROM T TIMESERIES AUTO SLIDE BY 1 minute',
      'SLIDE BY needs a TIMESERIES with a width',
    ],
    [
      'SELECT max(x) FROM (SELECT x FROM T SINCE 1 day ago)',
      'belong to the outermost query',
    ],
  ])('refuses %s', (query, message) => {
    const { source } = eventsSource({
      T: [{ timestamp: minutesAgo(1), a: 'x' }],
    });
    expect(() => evaluateNrql({ query, accountId: 1, source, now })).toThrow(
      message,
    );
  });

  it('stops when its time is used up', () => {
    const { source } = eventsSource({ T: [{ timestamp: minutesAgo(1) }] });
    expect(() =>
      evaluateNrql({
        query: 'SELECT count(*) FROM T',
        accountId: 1,
        source,
        now,
        timeoutMillis: -1,
      }),
    ).toThrow(NrqlTimeoutError);
  });
});
