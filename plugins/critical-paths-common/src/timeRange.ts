import type { TimeAxis, TimeRange } from './api';

/** One week, the distance to the compared period, in seconds. */
export const WEEK_SECONDS = 7 * 24 * 3600;

/**
 * How long a range is, and how wide the buckets of its charts are, in seconds:
 * 60 to 288 of them, each a resolution that is stored, so that no percentile is
 * ever merged from others.
 */
export const RANGES: Record<
  TimeRange,
  { seconds: number; bucketSeconds: number }
> = {
  '1h': { seconds: 3600, bucketSeconds: 60 },
  '6h': { seconds: 6 * 3600, bucketSeconds: 300 },
  '24h': { seconds: 24 * 3600, bucketSeconds: 300 },
  '7d': { seconds: WEEK_SECONDS, bucketSeconds: 3600 },
  '28d': { seconds: 4 * WEEK_SECONDS, bucketSeconds: 4 * 3600 },
};

/**
 * The axis of a range: whole buckets, aligned to the epoch, the last one being the
 * one that `until` ends in.
 *
 * @param range - The range.
 * @param until - Seconds since the epoch.
 */
export function axisOf(range: TimeRange, until: number): TimeAxis {
  const { seconds, bucketSeconds } = RANGES[range];
  const end = Math.ceil(until / bucketSeconds) * bucketSeconds;
  return {
    begin: isoOf(end - seconds),
    end: isoOf(end),
    bucketSeconds,
    length: seconds / bucketSeconds,
  };
}

/** Seconds since the epoch as ISO 8601 in UTC. */
export function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** ISO 8601 as seconds since the epoch. */
export function secondsOf(iso: string): number {
  return Date.parse(iso) / 1000;
}
