import fc from 'fast-check';
import { z } from 'zod';
import { setupStandIn } from '../__testUtils__/standIn';
import { divide, everything, PartitionedQuery, patternOf } from './partition';
import { facet } from './results';

/** As RLIKE compares: the whole text. */
function matches(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern.replace(/^\(\?s\)/, '')})$`, 's').test(text);
}

/** Names that end alike, of the alphabet and of other characters. */
const name = fc.oneof(
  fc.string({ unit: fc.constantFrom('A', 'Q', 'g', '=', '-', '/') }),
  fc.string({
    unit: fc.constantFrom('A', 'é', '~', ']', '^', '\\', '\n', '😀'),
  }),
  fc.string({ unit: 'binary' }),
);

describe('the parts of a question', () => {
  it('have every name exactly once, however often they are divided', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { maxLength: 30 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        (names, choices) => {
          let parts = [everything];
          for (const choice of choices) {
            const index = choice % parts.length;
            const divided = divide(parts[index]);
            if (divided.length > 0) {
              parts = parts.toSpliced(index, 1, ...divided);
            }
          }
          for (const each of names) {
            const fitting = parts.filter(part =>
              matches(patternOf(part), each),
            );
            expect(fitting).toHaveLength(1);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keep the rest of the question', () => {
    const query =
      "SELECT count(*) AS 'n' FROM T WHERE a = 1 OR b = 2 FACET entityGuid SINCE 7 days ago LIMIT MAX";
    const [whole, first] = divide(everything);
    const partitioned = new PartitionedQuery({
      query,
      attribute: 'entityGuid',
    });
    expect(partitioned.textOf(whole)).toBe(
      "FROM T SELECT count(*) AS 'n' WHERE (a = 1 OR b = 2) AND entityGuid RLIKE '(?s)' FACET entityGuid LIMIT MAX SINCE 7 days AGO",
    );
    expect(partitioned.textOf(first)).toContain(
      "entityGuid RLIKE '(?s).*[ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh]'",
    );
  });

  it.each([
    'SELECT count(*) FROM T FACET entityGuid',
    'SELECT count(*) FROM T FACET entityGuid LIMIT 100',
    'SELECT count(*) FROM T FACET name LIMIT MAX',
    'SELECT count(*) FROM T LIMIT MAX',
  ])('are not made of %s', query => {
    expect(
      () => new PartitionedQuery({ query, attribute: 'entityGuid' }),
    ).toThrow(TypeError);
  });
});

describe('a question over more than 5,000 groups', () => {
  const standIn = setupStandIn({ seed: 'partition' });
  const [account] = standIn.company.newRelicAccounts;

  /** Sends an event a name, each with another number, and asks for all of them. */
  async function ask(eventType: string, names: string[]) {
    for (let begin = 0; begin < names.length; begin += 5000) {
      const events = names.slice(begin, begin + 5000).map((subject, index) => ({
        eventType,
        subject,
        number: begin + index,
      }));
      await standIn.sendEvents(account.id, events);
    }
    const newRelic = standIn.createClient();
    const { result } = await newRelic.nrql({
      query: `SELECT sum(number) AS 'number', count(*) AS 'n' FROM ${eventType} WHERE number >= 0 OR number IS NULL FACET subject LIMIT MAX`,
      result: facet({ number: z.number(), n: z.number() }),
      partitionBy: 'subject',
    });
    return {
      groups: result.groups,
      asked: newRelic.status()[0].nrql.lastMinute,
    };
  }

  const guidOf = (id: number) =>
    Buffer.from(`${account.id}|APM|APPLICATION|${id}`)
      .toString('base64')
      .replace(/=+$/, '');
  const numberOf = (_: string, index: number) => index;

  it('loses none and counts none twice, whatever the names are', async () => {
    const odd = [
      '',
      '-',
      ']',
      '^',
      "it's",
      'a\\b',
      'line\nbreak',
      'é',
      '😀',
      '%',
    ];
    const names = [
      ...Array.from({ length: 12_000 }, (_, index) => guidOf(index * 7)),
      ...odd,
      ...Array.from({ length: 6_000 }, (_, index) => `${guidOf(index)}~é`),
    ];
    const { groups, asked } = await ask('RocketGroups', names);
    expect(groups).toHaveLength(names.length);
    expect(new Map(groups.map(group => [group.facet, group.values]))).toEqual(
      new Map(names.map((each, number) => [each, { number, n: 1 }])),
    );
    expect(asked).toBeLessThan(100);
  });

  it('is asked once where the groups fit', async () => {
    const names = Array.from({ length: 4_999 }, (_, index) => guidOf(index));
    const { groups, asked } = await ask('RocketFew', names);
    expect(
      groups.map(group => group.values.number).sort((a, b) => a - b),
    ).toEqual(names.map(numberOf));
    expect(asked).toBe(1);
  });

  it('fails rather than lose groups that cannot be told apart', async () => {
    const names = Array.from({ length: 5_500 }, (_, index) =>
      String.fromCharCode(0x4e00 + index),
    );
    await expect(ask('RocketAlike', names)).rejects.toMatchObject({
      kind: 'bad-request',
      message: expect.stringContaining('cannot be told apart'),
    });
  });
});
