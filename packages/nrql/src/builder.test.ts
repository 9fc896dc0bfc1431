import fc from 'fast-check';
import { walkExpression } from './walk';
import { nrql } from './builder';
import { parseNrql } from './parseNrql';
import { text } from './__testUtils__/arbitraries';
import { withoutSpans } from './__testUtils__/withoutSpans';

describe('nrql', () => {
  it('lets no text break out of its place', () => {
    fc.assert(
      fc.property(text, fc.array(text, { minLength: 1 }), (value, list) => {
        const tree = parseNrql(
          nrql`SELECT count(*) AS ${value} FROM T WHERE a = ${value} AND b IN ${list} LIMIT 1`,
        );
        const expected = parseNrql(
          "SELECT count(*) AS 'x' FROM T WHERE a = 'x' AND b IN ('x') LIMIT 1",
        );
        const values = tree.where
          ? [...walkExpression(tree.where)].flatMap(node =>
              node.kind === 'string' ? [node.value] : [],
            )
          : [];
        expect(values).toEqual([value, ...list]);
        expect(tree.select[0].alias).toBe(value);
        expect({
          ...tree,
          select: [],
          where: undefined,
          span: 0,
        }).toMatchObject(
          withoutSpans({ ...expected, select: [], where: undefined }) as object,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('lets no attribute break out of its place', () => {
    fc.assert(
      fc.property(
        text.filter(name => name !== '' && !/[`\\\p{Cc}]/u.test(name)),
        name => {
          const tree = parseNrql(
            nrql`SELECT count(*) FROM T FACET ${nrql.attribute(name)}`,
          );
          expect(tree.facet?.items).toMatchObject([
            { expression: { kind: 'attribute', name } },
          ]);
        },
      ),
      { numRuns: 500 },
    );
    for (const name of ['', 'a`b', 'a\\', 'a\nb']) {
      expect(() => nrql.attribute(name)).toThrow('cannot name an attribute');
    }
  });

  it('writes numbers, booleans, dates, lists and fragments', () => {
    const condition = nrql.join(
      [nrql.raw('a IS NULL'), nrql.raw(nrql`b = ${-1.5}`)],
      ' OR ',
    );
    expect(
      nrql`SELECT x FROM ${nrql.attribute('My Event')} WHERE (${condition}) AND c IN ${[
        1, 2,
      ]} AND d = ${true} SINCE ${new Date(1700000000000)}`,
    ).toBe(
      'SELECT x FROM `My Event` WHERE (a IS NULL OR b = (-1.5)) AND c IN (1, 2) AND d = TRUE SINCE 1700000000000',
    );
    expect(String(nrql.attribute('minutes'))).toBe('`minutes`');
    expect(String(nrql.attribute('http.statusCode'))).toBe('http.statusCode');
  });

  it.each([NaN, Infinity, [[]], undefined, null, {}])(
    'refuses %s, which has no form in NRQL',
    value => {
      const wrong = value as unknown as string;
      expect(() => nrql`SELECT ${wrong} FROM T`).toThrow(TypeError);
    },
  );
});
