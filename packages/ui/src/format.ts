import { DateTime } from 'luxon';

/** Keeps a number and its unit on one line. */
const space = '\u00a0';

/** The digits of a number below the point, cut to `decimals`, with English separators as all words are English. */
function decimal(value: number, decimals: number): string {
  return value.toLocaleString('en', {
    minimumFractionDigits: 0,
    maximumFractionDigits: decimals,
  });
}

/**
 * A ratio (0 to 1) in percent: "81 %", "0.42 %".
 *
 * With `nines` it is written with as many nines as matter: two digits of what
 * is missing to 100 %, at most four decimals, and cut rather than rounded, so
 * that 99.996 % never reads as 100 %.
 */
export function formatPercentage(
  ratio: number,
  options?: { nines?: boolean },
): string {
  const percent = ratio * 100;
  if (options?.nines) {
    const decimals = significantDecimals(100 - percent, 4);
    const scale = 10 ** decimals;
    // The tiny addend undoes binary fractions such as 99.982 * 1000 = 99981.99…
    const cut = Math.floor(percent * scale + 1e-6) / scale;
    const shown = ratio < 1 ? Math.min(cut, 100 - 1 / scale) : cut;
    return `${decimal(shown, decimals)}${space}%`;
  }
  return `${decimal(percent, significantDecimals(percent, 3))}${space}%`;
}

/** Decimals that show two digits of a small percentage, none of one above 10. */
function significantDecimals(percent: number, most: number): number {
  const size = Math.abs(percent);
  if (size === 0 || size >= 10) {
    return 0;
  }
  return Math.min(most, Math.max(1, Math.ceil(-Math.log10(size)) + 1));
}

/** Milliseconds as people say them: "212 ms", "1.9 s"; no decimals below a second. */
export function formatLatency(milliseconds: number): string {
  if (milliseconds > 0 && milliseconds < 1) {
    return `<${space}1${space}ms`;
  }
  const rounded = Math.round(milliseconds);
  if (rounded < 1000) {
    return `${rounded}${space}ms`;
  }
  const seconds = milliseconds / 1000;
  return `${decimal(seconds, seconds < 10 ? 1 : 0)}${space}s`;
}

/** Requests an hour, with a unit people say: "3.1 M/h", "42 k/h", "980/h". */
export function formatThroughput(perHour: number): string {
  const units: Array<[number, string]> = [
    [1e9, `${space}G`],
    [1e6, `${space}M`],
    [1e3, `${space}k`],
  ];
  for (const [size, unit] of units) {
    // 999,960 an hour is one million, not "1,000 k".
    if (perHour >= size * 0.9995) {
      const value = perHour / size;
      return `${decimal(value, value < 9.95 ? 1 : 0)}${unit}/h`;
    }
  }
  return `${decimal(perHour, perHour < 10 ? 1 : 0)}/h`;
}

/** Seconds in one or two units: "45 s", "12 min", "3 h 5 min", "31 h", "9 days". */
export function formatDuration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const hours = Math.round(seconds / 3600);
  if (seconds < 59.5) {
    return `${Math.round(seconds)}${space}s`;
  }
  if (minutes < 60) {
    return `${minutes}${space}min`;
  }
  if (minutes < 600) {
    const rest = minutes % 60;
    const whole = `${Math.floor(minutes / 60)}${space}h`;
    return rest > 0 ? `${whole} ${rest}${space}min` : whole;
  }
  if (hours < 48) {
    return `${hours}${space}h`;
  }
  return `${Math.round(seconds / 86_400)}${space}days`;
}

/** How long ago a moment (ISO 8601) was: "just now", "4 min ago". */
export function formatAge(iso: string, options?: { now?: number }): string {
  const seconds = ((options?.now ?? Date.now()) - Date.parse(iso)) / 1000;
  return seconds < 60 ? 'just now' : `${formatDuration(seconds)} ago`;
}

/** A moment in the reader's zone, as short as it is clear: "10:42", "3 Nov, 10:42". */
export function formatTime(iso: string, options?: { now?: number }): string {
  const moment = DateTime.fromISO(iso);
  const today = DateTime.fromMillis(options?.now ?? Date.now());
  if (moment.hasSame(today, 'day')) {
    return moment.toFormat('HH:mm');
  }
  return moment.toFormat(
    moment.hasSame(today, 'year') ? 'd LLL, HH:mm' : 'd LLL yyyy, HH:mm',
  );
}

/**
 * A moment in the reader's zone in full, with the zone's name: to the second, or
 * to the minute in short where it names a point of a chart.
 */
export function formatMoment(
  iso: string,
  precision: 'second' | 'minute' = 'second',
): string {
  return DateTime.fromISO(iso).toFormat(
    precision === 'minute' ? 'd LLL, HH:mm ZZZZ' : 'd LLLL yyyy, HH:mm:ss ZZZZ',
  );
}
