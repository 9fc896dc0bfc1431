import {
  formatAge,
  formatDuration,
  formatLatency,
  formatMoment,
  formatPercentage,
  formatThroughput,
  formatTime,
} from './format';

/** Reads better in a table of expectations than no-break spaces do. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formatPercentage', () => {
  it.each([
    [0.81, '81 %'],
    [0.0042, '0.42 %'],
    [0.034, '3.4 %'],
    [0, '0 %'],
    [1, '100 %'],
  ])('writes %d as %s', (ratio, text) => {
    expect(plain(formatPercentage(ratio))).toBe(text);
  });

  it.each([
    [0.99982, '99.982 %'],
    [0.9971, '99.71 %'],
    [0.982, '98.2 %'],
    [0.64, '64 %'],
    [1, '100 %'],
    [0.99996, '99.996 %'],
    [0.9999999, '99.9999 %'],
    [0, '0 %'],
  ])('writes %d with as many nines as matter: %s', (ratio, text) => {
    expect(plain(formatPercentage(ratio, { nines: true }))).toBe(text);
  });

  it('never rounds a ratio below one up to 100 %', () => {
    for (let digits = 1; digits < 15; digits += 1) {
      const ratio = 1 - 10 ** -digits;
      expect(formatPercentage(ratio, { nines: true })).not.toMatch(/^100/);
    }
  });
});

describe('formatLatency', () => {
  it.each([
    [0, '0 ms'],
    [0.4, '< 1 ms'],
    [211.6, '212 ms'],
    [999.6, '1 s'],
    [1900, '1.9 s'],
    [1000, '1 s'],
    [31_400, '31 s'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(plain(formatLatency(milliseconds))).toBe(text);
  });
});

describe('formatThroughput', () => {
  it.each([
    [0, '0/h'],
    [0.4, '0.4/h'],
    [980, '980/h'],
    [4200, '4.2 k/h'],
    [41_900, '42 k/h'],
    [999_960, '1 M/h'],
    [3_100_000, '3.1 M/h'],
    [2_040_000_000, '2 G/h'],
  ])('writes %d an hour as %s', (perHour, text) => {
    expect(plain(formatThroughput(perHour))).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [45, '45 s'],
    [720, '12 min'],
    [3600, '1 h'],
    [11_100, '3 h 5 min'],
    [111_600, '31 h'],
    [777_600, '9 days'],
  ])('writes %d s as %s', (seconds, text) => {
    expect(plain(formatDuration(seconds))).toBe(text);
  });
});

describe('moments', () => {
  const now = Date.parse('2026-11-24T13:30:00Z');

  it('says how long ago something was', () => {
    expect(formatAge('2026-11-24T13:29:30Z', { now })).toBe('just now');
    expect(plain(formatAge('2026-11-24T13:26:00Z', { now }))).toBe('4 min ago');
  });

  it('shows the time alone today, and the date of other days', () => {
    const minutesAgo = new Date(now - 60_000).toISOString();
    expect(formatTime(minutesAgo, { now })).toMatch(/^\d\d:\d\d$/);
    expect(formatTime('2026-11-03T12:00:00Z', { now })).toMatch(
      /^3 Nov, \d\d:\d\d$/,
    );
    expect(formatTime('2025-11-03T12:00:00Z', { now })).toMatch(
      /^3 Nov 2025, \d\d:\d\d$/,
    );
  });

  it('names the zone in the full moment', () => {
    expect(formatMoment('2026-11-24T13:30:00Z')).toMatch(
      /24 November 2026, \d\d:\d\d:00 \S+/,
    );
    expect(formatMoment('2026-11-24T13:30:00Z', 'minute')).toMatch(
      /^24 Nov, \d\d:\d\d \S+$/,
    );
  });
});
