import fc from 'fast-check';
import { parseNrql } from '../parseNrql';
import { resolveTimeWindow } from './resolveTimeWindow';

// A Monday, as in New Relic's documentation, whose table this follows.
const now = Date.parse('2023-12-18T12:34:56.789Z');

function windowOf(clauses: string, at = now) {
  return resolveTimeWindow(parseNrql(`SELECT count(*) FROM T ${clauses}`), {
    now: at,
  });
}

const iso = (epoch: number) => new Date(epoch).toISOString();

describe('resolveTimeWindow', () => {
  it('is the last hour unless the query says otherwise', () => {
    expect(windowOf('')).toEqual({ begin: now - 3_600_000, end: now });
  });

  it.each([
    ['1702899296789', '2023-12-18T11:34:56.789Z'],
    ['1702899296', '2023-12-18T11:34:56.000Z'],
    ['2 milliseconds ago', '2023-12-18T12:34:56.787Z'],
    ['2 seconds ago', '2023-12-18T12:34:54.789Z'],
    ['2 minute ago', '2023-12-18T12:32:56.789Z'],
    ['2 hours ago', '2023-12-18T10:34:56.789Z'],
    ['2 days ago', '2023-12-16T12:34:56.789Z'],
    ['2 weeks ago', '2023-12-04T12:34:56.789Z'],
    ['2 months ago', '2023-10-19T12:34:56.789Z'],
    ['2 quarters ago', '2023-06-19T12:34:56.789Z'],
    ['2 years ago', '2021-12-18T12:34:56.789Z'],
    ['today', '2023-12-18T00:00:00.000Z'],
    ["today at '01:23:45'", '2023-12-18T01:23:45.000Z'],
    ["today at '23:45'", '2023-12-17T23:45:00.000Z'],
    ['yesterday', '2023-12-17T00:00:00.000Z'],
    ["YESTERDAY AT '01:23'", '2023-12-17T01:23:00.000Z'],
    ['monday', '2023-12-18T00:00:00.000Z'],
    ['tuesday', '2023-12-12T00:00:00.000Z'],
    ["wednesday at '01:23:45'", '2023-12-13T01:23:45.000Z'],
    ['sunday', '2023-12-17T00:00:00.000Z'],
    ['last monday', '2023-12-11T00:00:00.000Z'],
    ['last friday', '2023-12-15T00:00:00.000Z'],
    ['this hour', '2023-12-18T12:00:00.000Z'],
    ['last hour', '2023-12-18T11:00:00.000Z'],
    ['last minute', '2023-12-18T12:33:00.000Z'],
    ['this day', '2023-12-18T00:00:00.000Z'],
    ['this week', '2023-12-18T00:00:00.000Z'],
    ['last week', '2023-12-11T00:00:00.000Z'],
    ['this month', '2023-12-01T00:00:00.000Z'],
    ['last month', '2023-11-01T00:00:00.000Z'],
    ['this quarter', '2023-10-01T00:00:00.000Z'],
    ['last quarter', '2023-07-01T00:00:00.000Z'],
    ['this year', '2023-01-01T00:00:00.000Z'],
    ['last year', '2022-01-01T00:00:00.000Z'],
    ["'2023-12-18 10:00'", '2023-12-18T10:00:00.000Z'],
    ["'2023-12-18T10:00:01.5Z'", '2023-12-18T10:00:01.500Z'],
    ["'2023-12-18 10:00:00 -0500'", '2023-12-18T15:00:00.000Z'],
    ["'2023-12-18 06:00 America/New_York'", '2023-12-18T11:00:00.000Z'],
    ["'2023-12'", '2023-12-01T00:00:00.000Z'],
    ['2023-12-01', '2023-12-01T00:00:00.000Z'],
    ['2023-12-01T04:00+02:00', '2023-12-01T02:00:00.000Z'],
  ])('resolves SINCE %s to %s', (since, expected) => {
    expect(iso(windowOf(`SINCE ${since} UNTIL tomorrow`).begin)).toBe(expected);
  });

  it('follows WITH TIMEZONE, over changes of clocks too', () => {
    const zone = "WITH TIMEZONE 'America/Los_Angeles'";
    const at = Date.parse('2022-05-20T01:00:00Z');
    const resolved = windowOf(
      `SINCE today UNTIL '2022-05-19T12:00' ${zone}`,
      at,
    );
    expect(iso(resolved.begin)).toBe('2022-05-19T07:00:00.000Z');
    expect(iso(resolved.end)).toBe('2022-05-19T19:00:00.000Z');
    // A zone in the text is stronger.
    expect(
      iso(
        windowOf(`SINCE today UNTIL '2022-05-19T12:00-0500' ${zone}`, at).end,
      ),
    ).toBe('2022-05-19T17:00:00.000Z');
    // The clocks of São Paulo have not changed since 2019, those of New York do.
    const march = Date.parse('2023-03-13T12:00:00Z');
    const days = (name: string) => {
      const { begin, end } = windowOf(
        `SINCE yesterday UNTIL today WITH TIMEZONE '${name}'`,
        march,
      );
      return (end - begin) / 3_600_000;
    };
    expect(days('America/New_York')).toBe(23);
    expect(days('America/Sao_Paulo')).toBe(24);
  });

  it('moves the window of COMPARE WITH', () => {
    const day = 86_400_000;
    const { begin, end, compareWith } = windowOf(
      'SINCE 2 days ago UNTIL 1 day ago COMPARE WITH 1 week ago',
    );
    expect(end - begin).toBe(day);
    expect(compareWith).toEqual({ begin: begin - 7 * day, end: end - 7 * day });
  });

  it('reads back every moment that is written as an ISO date', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('1990-01-01'),
          max: new Date('2023-12-18'),
          noInvalidDate: true,
        }),
        date => {
          const { begin } = windowOf(`SINCE '${date.toISOString()}'`);
          expect(begin).toBe(date.getTime());
        },
      ),
    );
  });

  it.each([
    ["SINCE 'soon'", "position 30, 'soon' is not a date"],
    ["SINCE '2023-02-30'", "'2023-02-30' is not a date"],
    ["SINCE '2023-02-03 25:00'", 'is not a date'],
    ["SINCE today WITH TIMEZONE 'Mars/Base'", "unknown time zone 'Mars/Base'"],
    ['SINCE 1 hour ago UNTIL 2 hours ago', 'ends before it begins'],
    ['SINCE {{start}}', 'template variable {{start}} has no value'],
  ])('refuses %s', (clauses, message) => {
    expect(() => windowOf(clauses)).toThrow(message);
  });
});
