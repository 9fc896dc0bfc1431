import fc from 'fast-check';
import { parseNrql } from './parseNrql';
import { printNrql } from './printer';
import { query } from './__testUtils__/arbitraries';
import { withoutSpans } from './__testUtils__/withoutSpans';

describe('printNrql', () => {
  it('writes what parses to the same tree, for every tree', () => {
    fc.assert(
      fc.property(query, tree => {
        const printed = printNrql(tree);
        expect(withoutSpans(parseNrql(printed))).toEqual(withoutSpans(tree));
      }),
      { numRuns: 500 },
    );
  });

  it('has one form for all ways to write a query', () => {
    const canonical =
      "FROM Transaction SELECT count(*) AS 'n' WHERE appName = 'a' FACET name LIMIT 5 SINCE 1 day AGO TIMESERIES AUTO";
    for (const text of [
      'select count(*) as n from Transaction where appName = "a" facet name limit 5 since 1 DAY ago timeseries',
      "TIMESERIES auto SINCE 1 days AGO LIMIT 5 FACET `name` FROM Transaction WHERE (appName = 'a') SELECT count(*) AS `n`",
      canonical,
    ]) {
      expect(printNrql(parseNrql(text))).toBe(canonical);
    }
  });

  it.each([
    ['a - (b - c)', 'a - (b - c)'],
    ['(a - b) - c', 'a - b - c'],
    ['-(-a)', '-(-a)'],
    ['a * (b + c) % 2', 'a * (b + c) % 2'],
    ['NOT (a AND b) OR c', 'NOT (a AND b) OR c'],
    ['(a OR b) AND NOT c', '(a OR b) AND NOT c'],
    ["x RLIKE '\\\\d+'", "x RLIKE r'\\d+'"],
    ["x RLIKE 'it\\'s\\\\d'", "x RLIKE 'it\\'s\\\\d'"],
    ['`minutes` > 5 minutes', '`minutes` > 5 minutes'],
    ["http.statusCode NOT IN ('a' , 'b')", "http.statusCode NOT IN ('a', 'b')"],
    ['a <> b', 'a != b'],
  ])('prints the condition %s as %s', (condition, printed) => {
    const { where } = parseNrql(`FROM T SELECT * WHERE ${condition}`);
    expect(where && printNrql(where)).toBe(printed);
  });
});
