import { TimeUnit, Weekday } from './ast';

/**
 * Words that cannot name an attribute without back-ticks where an expression
 * is expected: they begin or join clauses and conditions.
 */
const RESERVED = new Set(
  `SELECT FROM WHERE FACET LIMIT SINCE UNTIL TIMESERIES COMPARE WITH AND OR NOT IN
   IS LIKE RLIKE AS EXTRAPOLATE ORDER JOIN NULL TRUE FALSE`.split(/\s+/),
);

/** Words with a meaning somewhere; the printer quotes names that equal them. */
const SPECIAL = new Set(
  `SHOW EVENT TYPES SLIDE BY OFFSET INNER LEFT ON ASC DESC AUTO MAX NOW AGO TODAY
   YESTERDAY TOMORROW THIS LAST NEXT AT TIMEZONE METRIC_FORMAT CASES R`.split(
    /\s+/,
  ),
);

export function isReserved(word: string): boolean {
  return RESERVED.has(word.toUpperCase());
}

/** Whether a name must be back-ticked to be safe in every place. */
export function isKeyword(word: string): boolean {
  const upper = word.toUpperCase();
  return RESERVED.has(upper) || SPECIAL.has(upper) || !!timeUnitOf(word);
}

const UNITS: readonly TimeUnit[] = [
  'millisecond',
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
];

const WEEKDAYS: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** The unit that a word names, in singular or plural and any case. */
export function timeUnitOf(word: string): TimeUnit | undefined {
  const singular = word.toLowerCase().replace(/s$/, '');
  return UNITS.find(unit => unit === singular);
}

export function weekdayOf(word: string): Weekday | undefined {
  const lower = word.toLowerCase();
  return WEEKDAYS.find(day => day === lower);
}

/** 0 for Monday, 6 for Sunday. */
export function weekdayIndex(day: Weekday): number {
  return WEEKDAYS.indexOf(day);
}
