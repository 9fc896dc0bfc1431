import type { HistoryPoint } from '@rocket/plugin-reliability-scoreboard-common';

/** The share (0 to 1) of the required rules that passed; a gap when none was required. */
export function passedShare(point: HistoryPoint): number | undefined {
  return point.required > 0 ? point.passed / point.required : undefined;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

/** The finding of a trend: "19 of 22 rules pass, 3 more than on 27 October". */
export function describeTrend(trend: HistoryPoint[]): string {
  const last = trend.at(-1);
  if (!last) {
    return 'no history';
  }
  const first = trend[0];
  const now = `${last.passed} of ${last.required} rules pass`;
  if (first === last) {
    return 'new';
  }
  const difference = last.passed - first.passed;
  const since = dayFormat.format(Date.parse(first.date));
  if (difference === 0) {
    return `${now}, as many as on ${since}`;
  }
  return `${now}, ${Math.abs(difference)} ${
    difference > 0 ? 'more' : 'fewer'
  } than on ${since}`;
}
