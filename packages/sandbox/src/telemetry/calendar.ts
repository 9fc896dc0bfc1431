/**
 * The week of a Latin American fintech, in local time (UTC-3, no daylight
 * saving): when its customers buy, and when its engineers deploy.
 *
 * @packageDocumentation
 */
import { TrafficShape } from '../company/types';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Local midnight is 03:00 UTC. */
const UTC_OFFSET = -3 * HOUR;
/** 1970-01-01 was a Thursday: local weeks begin on the Monday before it. */
const MONDAY_OFFSET = 3 * DAY;
const HOURS_A_WEEK = 7 * 24;

interface WeekProfile {
  /** Load at each full local hour. */
  hours: number[];
  /** Factor of each day, Monday first. */
  weekdays: number[];
}

const profiles: Record<TrafficShape, WeekProfile> = {
  consumer: {
    hours: [
      0.42, 0.28, 0.2, 0.16, 0.17, 0.26, 0.46, 0.74, 1.02, 1.2, 1.3, 1.4, 1.54,
      1.5, 1.38, 1.34, 1.38, 1.46, 1.6, 1.72, 1.64, 1.36, 1.0, 0.68,
    ],
    weekdays: [0.94, 0.95, 0.96, 1.0, 1.12, 1.06, 0.88],
  },
  business: {
    hours: [
      0.04, 0.03, 0.03, 0.03, 0.03, 0.04, 0.08, 0.24, 0.72, 1.1, 1.24, 1.2,
      0.98, 1.02, 1.18, 1.22, 1.16, 0.94, 0.52, 0.26, 0.17, 0.12, 0.08, 0.05,
    ],
    weekdays: [1.06, 1.04, 1.02, 1.0, 0.94, 0.16, 0.1],
  },
  batch: {
    hours: [
      0.5, 1.0, 1.4, 1.5, 1.3, 0.7, 0.2, 0.06, 0.04, 0.04, 0.04, 0.04, 0.05,
      0.05, 0.04, 0.04, 0.04, 0.04, 0.05, 0.06, 0.06, 0.08, 0.12, 0.26,
    ],
    weekdays: [0.9, 1.0, 1.0, 1.0, 1.05, 0.95, 0.7],
  },
  flat: {
    hours: [
      0.94, 0.93, 0.92, 0.92, 0.92, 0.93, 0.95, 0.97, 1.0, 1.02, 1.03, 1.03,
      1.03, 1.03, 1.03, 1.03, 1.03, 1.03, 1.02, 1.02, 1.01, 1.0, 0.98, 0.96,
    ],
    weekdays: [1, 1, 1, 1, 1, 0.98, 0.97],
  },
};

/** The load over a week: linear between full hours, 1 at the busiest one. */
interface Week {
  knots: Float64Array;
  /** Integral from Monday 00:00 to each full hour, in hours at peak. */
  before: Float64Array;
}

const weeks = Object.fromEntries(
  Object.entries(profiles).map(([shape, profile]) => [
    shape,
    tabulate(profile),
  ]),
) as Record<TrafficShape, Week>;

function tabulate(profile: WeekProfile): Week {
  const knots = new Float64Array(HOURS_A_WEEK + 1);
  for (let hour = 0; hour < HOURS_A_WEEK; hour++) {
    const day = Math.floor(hour / 24);
    const today = profile.weekdays[day];
    const dayBefore = profile.weekdays[(day + 6) % 7];
    // One day turns into the next over three hours, so that midnight has no step.
    const share = Math.min(1, ((hour % 24) + 1) / 3);
    knots[hour] =
      profile.hours[hour % 24] * (dayBefore + (today - dayBefore) * share);
  }
  const peak = Math.max(...knots);
  for (let hour = 0; hour < HOURS_A_WEEK; hour++) {
    knots[hour] /= peak;
  }
  knots[HOURS_A_WEEK] = knots[0];
  const before = new Float64Array(HOURS_A_WEEK + 1);
  for (let hour = 0; hour < HOURS_A_WEEK; hour++) {
    before[hour + 1] = before[hour] + (knots[hour] + knots[hour + 1]) / 2;
  }
  return { knots, before };
}

/** The load at a moment, from 0 to 1 at the busiest hour of the week. */
export function loadAt(shape: TrafficShape, time: number): number {
  const { knots } = weeks[shape];
  const hours = (time + UTC_OFFSET + MONDAY_OFFSET) / HOUR;
  const inWeek = hours - Math.floor(hours / HOURS_A_WEEK) * HOURS_A_WEEK;
  const hour = Math.floor(inWeek);
  return knots[hour] + (knots[hour + 1] - knots[hour]) * (inWeek - hour);
}

/**
 * The integral of the load since a fixed Monday, in hours at peak: the
 * difference of two moments is what happened between them, at any resolution.
 */
export function cumulativeLoad(shape: TrafficShape, time: number): number {
  const { knots, before } = weeks[shape];
  const hours = (time + UTC_OFFSET + MONDAY_OFFSET) / HOUR;
  const week = Math.floor(hours / HOURS_A_WEEK);
  const inWeek = hours - week * HOURS_A_WEEK;
  const hour = Math.floor(inWeek);
  const rest = inWeek - hour;
  const slope = knots[hour + 1] - knots[hour];
  return (
    week * before[HOURS_A_WEEK] +
    before[hour] +
    knots[hour] * rest +
    (slope * rest * rest) / 2
  );
}

/** The number of the local day that a moment is in. */
export function localDay(time: number): number {
  return Math.floor((time + UTC_OFFSET) / DAY);
}

/** When a local day begins, in epoch milliseconds. */
export function startOfLocalDay(day: number): number {
  return day * DAY - UTC_OFFSET;
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
