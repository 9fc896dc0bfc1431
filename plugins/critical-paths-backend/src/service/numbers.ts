import {
  addCounts,
  errorRate,
  successRate,
  tooFewEvents,
  uptime,
  type LatencyPercentiles,
  type Line,
  type Series,
  type WindowNumbers,
} from '@rocket/plugin-critical-paths-common';
import type {
  Bucket,
  Interval,
  SpanLatency,
} from '../database/CriticalPathsStore';

/** The buckets of one signal over a span, and the same span one week before. */
export interface ComparedBuckets {
  current: readonly Bucket[];
  previous: readonly Bucket[];
}

/** A span on the axis, with its beginning and the number and width of its buckets in seconds. */
export interface AxisSpan {
  begin: number;
  bucketSeconds: number;
  length: number;
}

/** Digits that a chart can show; more would only make answers long. */
const RATE_DIGITS = 6;

/**
 * The numbers of a span.
 *
 * @param buckets - Of the span.
 * @param latency - Percentiles over the whole span.
 * @param span - Of which the minutes without a known state are unknown; it ends with the observations, not with the axis.
 */
export function windowNumbers(
  buckets: readonly Bucket[],
  latency: SpanLatency | undefined,
  span: Interval,
): WindowNumbers {
  const counts = addCounts(buckets);
  const up = sum(buckets, bucket => bucket.up);
  const down = sum(buckets, bucket => bucket.down);
  const minutes = Math.max(0, Math.round((span.end - span.begin) / 60));
  return {
    validRequests: counts.valid,
    badRequests: counts.bad,
    successRate: successRate(counts),
    errorRate: errorRate(counts),
    throughput: perHour(buckets),
    uptime: uptime({ up, down }),
    minutes: { up, down, unknown: Math.max(0, minutes - up - down) },
    latency: percentilesOf(latency),
    tooFewEvents: tooFewEvents(counts),
  };
}

/** The four dashboards' lines on an axis. */
export function seriesOf(
  { current, previous }: ComparedBuckets,
  axes: { current: AxisSpan; previous: AxisSpan },
): Series {
  const line = (value: (bucket: Bucket) => number | undefined): Line => ({
    current: onAxis(current, axes.current, value),
    previous: onAxis(previous, axes.previous, value),
  });
  return {
    uptime: line(bucket => rounded(uptime(bucket), RATE_DIGITS)),
    throughput: line(bucket => rounded(perHour([bucket]), 0)),
    errorRate: line(bucket => rounded(errorRate(bucket), RATE_DIGITS)),
    latency: {
      p50: line(bucket => rounded(bucket.p50, 1)),
      p95: line(bucket => rounded(bucket.p95, 1)),
      p99: line(bucket => rounded(bucket.p99, 1)),
    },
  };
}

/** One value a bucket, `null` where there is none: JSON has no other gap. */
function onAxis(
  buckets: readonly Bucket[],
  { begin, bucketSeconds, length }: AxisSpan,
  value: (bucket: Bucket) => number | undefined,
): Array<number | null> {
  const line = Array.from({ length }, (): number | null => null);
  for (const bucket of buckets) {
    const index = (bucket.begin - begin) / bucketSeconds;
    if (Number.isInteger(index) && index >= 0 && index < length) {
      line[index] = value(bucket) ?? null;
    }
  }
  return line;
}

/** Requests per hour over the time that was observed. */
function perHour(buckets: readonly Bucket[]): number | undefined {
  const observed = sum(buckets, bucket => bucket.observed);
  return observed > 0
    ? (sum(buckets, bucket => bucket.valid) / observed) * 3600
    : undefined;
}

function percentilesOf(
  latency: SpanLatency | undefined,
): LatencyPercentiles | undefined {
  const { p50, p95, p99 } = latency ?? {};
  return p50 !== undefined && p95 !== undefined && p99 !== undefined
    ? { p50, p95, p99 }
    : undefined;
}

function rounded(
  value: number | undefined,
  digits: number,
): number | undefined {
  return value === undefined ? undefined : Number(value.toFixed(digits));
}

function sum(
  buckets: readonly Bucket[],
  value: (bucket: Bucket) => number,
): number {
  return buckets.reduce((total, bucket) => total + value(bucket), 0);
}
