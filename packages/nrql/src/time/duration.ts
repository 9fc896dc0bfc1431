import { Duration, TimeUnit } from '../ast';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

/** As New Relic counts: a month is 30 days, a quarter 91, a year 365. */
const UNIT_MILLIS: Record<TimeUnit, number> = {
  millisecond: 1,
  second: SECOND,
  minute: 60 * SECOND,
  hour: 3600 * SECOND,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  quarter: 91 * DAY,
  year: 365 * DAY,
};

/** The length of `5 minutes` in milliseconds. */
export function durationMillis(
  duration: Pick<Duration, 'amount' | 'unit'>,
): number {
  return duration.amount * UNIT_MILLIS[duration.unit];
}
