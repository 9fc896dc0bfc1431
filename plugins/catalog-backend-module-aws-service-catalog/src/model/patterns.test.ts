import fc from 'fast-check';
import { matches } from './patterns';

/** What a pattern means, by trying everything that a `*` could stand for. */
function means(pattern: string, text: string): boolean {
  if (pattern === '') {
    return text === '';
  }
  const [head, tail] = [pattern[0], pattern.slice(1)];
  if (head === '*') {
    return means(tail, text) || (text !== '' && means(pattern, text.slice(1)));
  }
  return text[0] === head && means(tail, text.slice(1));
}

describe('matches', () => {
  it.each([
    ['Aurora*', 'aurora PostgreSQL', true],
    ['*-production', 'limits-PRODUCTION', true],
    ['*-production', 'limits-production-2', false],
    ['a*a', 'a', false],
    ['*ab*ba*', 'aba', false],
    ['a.c (x) [y] $', 'a.c (X) [Y] $', true],
    ['a.c', 'abc', false],
    ['line*end', 'line\nend', true],
    ['*', '', true],
    ['limits', undefined, false],
    [['x', 'lim*'], 'limits', true],
    [[], 'limits', false],
    [undefined, undefined, true],
  ])('takes %j of %j for %s', (patterns, text, expected) => {
    expect(matches(patterns, text)).toBe(expected);
  });

  it('means what its stars mean, wherever they are', () => {
    const of = (letters: string, maxLength: number) =>
      fc.string({ unit: fc.constantFrom(...letters), maxLength });
    fc.assert(
      fc.property(of('ab*', 8), of('ab', 10), (pattern, text) => {
        expect(matches(pattern, text)).toBe(means(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no time for a pattern that nothing fits, however many stars it has', () => {
    const begun = performance.now();
    expect(matches(`${'*'.repeat(5000)}~`, 'x'.repeat(128))).toBe(false);
    expect(matches(`${'*a'.repeat(5000)}~`, 'a'.repeat(128))).toBe(false);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
