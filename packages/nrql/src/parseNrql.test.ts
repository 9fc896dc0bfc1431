import { NrqlSyntaxError } from './errors';
import { parseNrql } from './parseNrql';
import { withoutSpans } from './__testUtils__/withoutSpans';

describe('parseNrql', () => {
  it('gives a typed tree with positions', () => {
    const tree = parseNrql(
      "FROM Transaction\n  SELECT average(http.time) AS 'time'",
    );
    expect(withoutSpans(tree)).toEqual({
      kind: 'query',
      from: [{ kind: 'eventType', name: 'Transaction' }],
      select: [
        {
          kind: 'selectItem',
          alias: 'time',
          expression: {
            kind: 'call',
            name: 'average',
            arguments: [{ kind: 'attribute', name: 'http.time' }],
          },
        },
      ],
      joins: [],
      bindings: [],
      orderBy: [],
      extrapolate: false,
    });
    expect(tree.select[0].expression.span).toEqual({
      start: 26,
      end: 44,
      line: 2,
      position: 10,
    });
  });

  // One of every kind of clause and spelling; the printer's law covers the rest.
  it.each([
    'SELECT count(*) FROM A, `My Event`, B WHERE x FACET y, z AS "Z" LIMIT MAX',
    'TIMESERIES SELECT count(*) SINCE 1 day ago FROM A',
    'FROM (SELECT max(n) AS m FROM (FROM A SELECT count(*) AS n FACET x TIMESERIES 1 minute) FACET x) SELECT average(m)',
    "SELECT * FROM A WHERE id IN (FROM B SELECT uniques(id) WHERE y = 'z') AND k = (SELECT max(k) FROM C)",
    "FROM Log WITH aparse(message, 'a:*,b:*') AS (a, b), numeric(a) AS n SELECT sum(n) FACET b",
    "WITH '[1, 2]' AS json SELECT jparse(json)[0]",
    'FROM A SELECT average(x) FACET name ORDER BY max(y) LIMIT 5',
    'FROM A SELECT a, b ORDER BY a DESC, b LIMIT 5 OFFSET 10',
    "SELECT count(*) FROM A FACET CASES (WHERE a < 1 AS 'low', a > 5 AS 'high') OR name AS 'level'",
    "SELECT filter(count(*), WHERE a LIKE '%x%' AND b NOT RLIKE r'\\d+') / count(*) * 100 AS 'share' FROM A",
    "SELECT if(a IS NOT NULL AND b IS TRUE, 'x', 'y'), cases(WHERE c IS FALSE AS 'z') FROM A",
    'SELECT histogram(duration, width: 10, buckets:20), rate(count(*), 1 MINUTE) FROM A',
    "SELECT funnel(session, WHERE a = 1 AS 'one', WHERE b = 2 AS 'two') FROM A",
    "SELECT count(*) FROM A SINCE '2026-01-01 00:00' UNTIL 2026-01-02T00:00Z WITH TIMEZONE 'America/Bogota'",
    'SELECT count(*) FROM A SINCE last week UNTIL this week COMPARE WITH 1 week ago',
    'SELECT average(x) FROM A TIMESERIES 5 minutes SLIDE BY 1 minute EXTRAPOLATE',
    'SELECT average(x) FROM A TIMESERIES MAX',
    'SELECT average(x) FROM A TIMESERIES 300000 SLIDE BY AUTO',
    'SELECT count(*) -- the number\nFROM A // of A\n/* all\nof it */ WHERE a = 1',
    "SELECT count(*) FROM {{type}} WHERE a IN ({{values}}) AND b = '{{b}}' SINCE {{since}} LIMIT {{n}}",
    'FROM A JOIN (FROM B SELECT count(*) FACET s) ON s SELECT count(*)',
    'FROM A LEFT JOIN lookup(t) ON s = k SELECT count(*)',
    'FROM Metric SELECT average(aws.lambda.%), count(dimensions(include: {a, b.c}))',
    'SELECT someNewFunction(a, b: 2, 3 hours) FROM A',
    'SELECT -a + (+b) * 2 % 3, 1e3, .5, `back\\`tick` FROM A WHERE NOT (a <> 1 OR NOT b == 2)',
    'SELECT count(*) FROM A WHERE a = 1 WHERE b = 2',
    'SHOW EVENT TYPES SINCE 1 day ago',
    "SELECT uniqueCount(limit_), \"text\", 'it\\'s' FROM A WITH METRIC_FORMAT 'x.{y}'",
  ])('parses %s', text => {
    expect(parseNrql(text).kind).toBe('query');
  });

  it('decodes strings, and leaves raw ones as they are', () => {
    const texts = (query: string) =>
      parseNrql(query).select.map(({ expression }) =>
        expression.kind === 'string' ? expression.value : undefined,
      );
    expect(
      texts(
        String.raw`SELECT 'a\'b', "c\"d", 'e\\f', 'g\nh', '\d+', r'\d\'x' FROM A`,
      ),
    ).toEqual(["a'b", 'c"d', 'e\\f', 'g\nh', '\\d+', "\\d\\'x"]);
  });

  it('binds AND before OR, and NOT before both', () => {
    const { where } = parseNrql(
      'FROM A SELECT * WHERE a OR b AND NOT c = 1 OR d',
    );
    expect(where).toMatchObject({
      operator: 'OR',
      left: {
        operator: 'OR',
        right: {
          operator: 'AND',
          right: { kind: 'not', operand: { kind: 'comparison' } },
        },
      },
      right: { name: 'd' },
    });
  });

  it('takes an ORDER BY right after FACET for its own, any other for the query', () => {
    const own = parseNrql('FROM A SELECT count(*) FACET x ORDER BY max(y)');
    expect([own.facet?.orderBy.length, own.orderBy.length]).toEqual([1, 0]);
    const other = parseNrql('FROM A SELECT count(*) ORDER BY y FACET x');
    expect([other.facet?.orderBy.length, other.orderBy.length]).toEqual([0, 1]);
  });

  it.each([
    ['SELECT count(*) FORM A', 1, 17, 'FORM'],
    ['SELECT a,\nFROM A', 2, 1, 'FROM'],
    ['SELECT count(*) FROM A HAVING x > 1', 1, 24, 'HAVING'],
    ["SELECT count(*) FROM A WHERE a LIKE '%x' ESCAPE '!'", 1, 42, 'ESCAPE'],
    ['SELECT count(*) FROM A WHERE a = ', 1, 34, undefined],
    ['SELECT count(*) FROM A LIMIT x', 1, 30, 'x'],
    ['SELECT count(*) FROM A SINCE 3 hours', 1, 37, undefined],
    ['SELECT count(*) FROM A SINCE whenever', 1, 30, 'whenever'],
    ['SELECT count(*) FROM A LIMIT 1 LIMIT 2', 1, 32, 'LIMIT'],
    ['SELECT count(*) FROM A; SELECT 1', 1, 23, ';'],
    ['', 1, 1, undefined],
    ['SELECT count(*) FROM A WHERE a IS 3', 1, 35, '3'],
    ['SELECT count(*) FROM A) WHERE', 1, 23, ')'],
  ])('says of %j where it is wrong', (text, line, position, found) => {
    let error: unknown;
    try {
      parseNrql(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(NrqlSyntaxError);
    expect(error).toMatchObject({ line, position, found });
    expect((error as NrqlSyntaxError).expected.length).toBeGreaterThanOrEqual(
      found === ';' ? 0 : 1,
    );
    expect((error as Error).message).toContain(
      `NRQL Syntax Error: Error at line ${line} position ${position}, unexpected ${
        found === undefined ? 'end of query' : `'${found}'`
      }`,
    );
  });

  it.each([
    ['SELECT count(* FROM A', "position 16, unexpected 'FROM', expected ')'"],
    ['SELECT (a FROM A', "unexpected 'FROM', expected ')'"],
    ['SELECT sum((a + 1', 'position 12, perhaps unbalanced ('],
    [
      "SELECT count(*) FROM A WHERE b = 'x",
      "position 34, perhaps unbalanced '",
    ],
  ])('points at what is not closed in %j', (text, message) => {
    expect(() => parseNrql(text)).toThrow(message);
  });
});
