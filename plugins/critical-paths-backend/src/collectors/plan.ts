import {
  RANGES,
  timeRanges,
  WEEK_SECONDS,
  type TimeRange,
} from '@rocket/plugin-critical-paths-common';
import type {
  Interval,
  Progress,
  SpanLatency,
} from '../database/CriticalPathsStore';

/**
 * What to ask New Relic for, and when.
 *
 * Four resolutions are kept, each asked for by itself: counts could be added up from
 * the minutes, but percentiles cannot. Every run reads on from where the last one
 * ended, and a little before it, since events come late. A new signal begins with its
 * newest buckets and is filled up backwards: the coarse resolutions at once, so that
 * the pages are full after the first run; the minutes of the past a few at a time.
 */

const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** New Relic answers at most 366 buckets. */
export const MAX_BUCKETS = 366;

export interface Resolution {
  /** Width of a bucket in seconds. */
  seconds: number;
  /** How far back the pages need it, in seconds. */
  horizon: number;
  /** How long it is kept, in seconds. */
  keep: number;
  /** How long the newest bucket may be left as it is, in seconds. */
  refresh: number;
  /** How far to read again before the end of the last run, in seconds. */
  reread: number;
}

/** Minutes of an entry are needed as far back as uptime is told and compared. */
export const ENTRY_MINUTES_HORIZON = 35 * DAY + HOUR;

/** Finest first. */
export const RESOLUTIONS: readonly Resolution[] = [
  {
    seconds: MINUTE,
    horizon: 8 * DAY,
    keep: 9 * DAY,
    refresh: 0,
    reread: 10 * MINUTE,
  },
  {
    seconds: 5 * MINUTE,
    horizon: 8 * DAY,
    keep: 9 * DAY,
    refresh: MINUTE,
    reread: 10 * MINUTE,
  },
  {
    seconds: HOUR,
    horizon: 36 * DAY,
    keep: 400 * DAY,
    refresh: 5 * MINUTE,
    reread: HOUR,
  },
  {
    seconds: 4 * HOUR,
    horizon: 36 * DAY,
    keep: 400 * DAY,
    refresh: 15 * MINUTE,
    reread: 4 * HOUR,
  },
];

/** How old the latency over a whole range may get, in seconds. */
const SPAN_REFRESH: Record<TimeRange, number> = {
  '1h': MINUTE,
  '6h': 5 * MINUTE,
  '24h': 5 * MINUTE,
  '7d': 30 * MINUTE,
  '28d': HOUR,
};

/**
 * One question about the buckets of a signal: either whole buckets, or the part of
 * the newest one that is over. Never both, since it is not documented whether New
 * Relic counts buckets from the beginning or from the end of a span that is no
 * multiple of their width.
 */
export interface BucketRequest extends Interval {
  resolution: number;
}

/** One question about the latency of a signal over a range. */
export interface SpanRequest extends Interval {
  range: TimeRange;
  previous: boolean;
}

/**
 * The buckets to read on with, oldest first.
 *
 * @param until - The end of the last whole minute that New Relic has, seconds since the epoch.
 * @param progress - What is there already; `undefined` at the very beginning.
 */
export function forwardRequests(
  resolution: Resolution,
  until: number,
  progress: Pick<Progress, 'from' | 'to'> | undefined,
): BucketRequest[] {
  const { seconds, horizon, reread, refresh } = resolution;
  if (!progress) {
    const begin = floorTo(until, seconds) - MAX_BUCKETS * seconds;
    return chunks({ begin, end: until }, seconds);
  }
  if (until <= progress.to || until - progress.to < refresh) {
    return [];
  }
  const begin = Math.max(
    floorTo(progress.to - reread, seconds),
    floorTo(until - horizon, seconds),
  );
  return chunks({ begin, end: until }, seconds);
}

/**
 * The buckets to fill up the past with, newest first.
 *
 * @param options - How far back, and how many questions at most.
 */
export function backwardRequests(
  resolution: Resolution,
  from: number,
  options: { horizonBegin: number; limit: number },
): BucketRequest[] {
  const { seconds } = resolution;
  const begin = floorTo(options.horizonBegin, seconds);
  return begin < from
    ? chunks({ begin, end: from }, seconds).reverse().slice(0, options.limit)
    : [];
}

/** The ranges whose latency is too old, each with the same range one week before. */
export function spanRequests(
  until: number,
  existing: readonly SpanLatency[],
): SpanRequest[] {
  const ends = new Map(
    existing
      .filter(({ previous }) => !previous)
      .map(({ range, end }) => [range, end]),
  );
  return timeRanges
    .filter(range => {
      const end = ends.get(range);
      return end === undefined || until - end >= SPAN_REFRESH[range];
    })
    .flatMap(range => {
      const begin = until - RANGES[range].seconds;
      return [
        { range, previous: false, begin, end: until },
        {
          range,
          previous: true,
          begin: begin - WEEK_SECONDS,
          end: until - WEEK_SECONDS,
        },
      ];
    });
}

/** Pieces of at most {@link MAX_BUCKETS} whole buckets, counted from the end, in order; the last one is what began of a bucket. */
function chunks({ begin, end }: Interval, resolution: number): BucketRequest[] {
  const wholeEnd = floorTo(end, resolution);
  const list: BucketRequest[] =
    wholeEnd < end ? [{ begin: wholeEnd, end, resolution }] : [];
  let to = wholeEnd;
  while (to > begin) {
    const from = Math.max(begin, to - MAX_BUCKETS * resolution);
    list.unshift({ begin: from, end: to, resolution });
    to = from;
  }
  return list;
}

export function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

/** How long New Relic may take to have all events of a minute, in seconds. */
const INGEST_DELAY = 30;

/**
 * The end of the last whole minute whose events New Relic should have.
 *
 * @param now - Milliseconds since the epoch.
 * @returns Seconds since the epoch.
 */
export function lastWholeMinute(now: number): number {
  return floorTo(now / 1000 - INGEST_DELAY, MINUTE);
}
