import { DateTime, type DurationLikeObject } from 'luxon';
import type { TimeSpan } from './pageState';

/** Steps between ticks that people count in, with about how long they take in minutes. */
const steps: Array<{ every: DurationLikeObject; minutes: number }> = [
  ...[1, 5, 10, 15, 30].map(minutes => ({ every: { minutes }, minutes })),
  ...[1, 2, 3, 6, 12].map(hours => ({ every: { hours }, minutes: hours * 60 })),
  ...[1, 2, 7, 14].map(days => ({ every: { days }, minutes: days * 1440 })),
];

/**
 * Round moments of a span in the reader's zone, at most `most` of them, epoch
 * milliseconds.
 */
export function timeTicks(options: TimeSpan & { most: number }): number[] {
  const { begin, end, most } = options;
  const minutes = (end - begin) / 60_000;
  const step =
    steps.find(item => minutes / item.minutes <= most) ?? steps.at(-1);
  if (!step) {
    return [];
  }
  const ticks = new Array<number>();
  // Counted from midnight, so that six-hour steps fall on 6, 12 and 18 o'clock.
  let tick = DateTime.fromMillis(begin).startOf('day');
  while (tick.toMillis() <= end) {
    if (tick.toMillis() >= begin) {
      ticks.push(tick.toMillis());
    }
    tick = tick.plus(step.every);
  }
  return ticks;
}

/** A tick's words: the date at midnight, else the time. */
export function formatTick(millis: number): string {
  const moment = DateTime.fromMillis(millis);
  return moment.toMillis() === moment.startOf('day').toMillis()
    ? moment.toFormat('d LLL')
    : moment.toFormat('HH:mm');
}
