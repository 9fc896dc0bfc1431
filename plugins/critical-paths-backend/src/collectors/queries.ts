import { nrql, NrqlFragment } from '@rocket/nrql';
import {
  aggregate,
  percentiles,
  single,
  timeseries,
  type NrqlQuery,
} from '@rocket/plugin-newrelic-node';
import type { TimeRange } from '@rocket/plugin-critical-paths-common';
import type { z } from 'zod';
import type {
  Interval,
  ObservedBucket,
  SpanLatency,
} from '../database/CriticalPathsStore';
import type { Signal } from '../service/signals';

/** Long enough for four weeks of a busy service. */
const TIMEOUT_SECONDS = 60;

const buckets = timeseries({
  valid: aggregate,
  bad: aggregate,
  latency: percentiles(50, 95, 99),
});

const span = single({
  valid: aggregate,
  calling: aggregate,
  mean: aggregate,
  external: aggregate,
  latency: percentiles(50, 95, 99),
});

export type BucketsAnswer = z.infer<typeof buckets>;
export type SpanAnswer = z.infer<typeof span>;

/** The events of a signal, as a WHERE clause. */
function eventsOf(signal: Signal): NrqlFragment {
  const names = signal.transactions.filter(name => !name.includes('%'));
  const patterns = signal.transactions.filter(name => name.includes('%'));
  const alternatives = [
    ...(names.length > 0 ? [nrql`name IN ${names}`] : []),
    ...patterns.map(pattern => nrql`name LIKE ${pattern}`),
  ];
  const name = nrql.join(
    alternatives.map(text => nrql.raw(text)),
    ' OR ',
  );
  return nrql.raw(nrql`entityGuid = ${signal.guid} AND (${name})`);
}

/**
 * Requests, failures and latency of a signal in equal buckets.
 *
 * @param interval - At most 366 whole buckets, or a part of one.
 * @param resolution - Seconds.
 */
export function bucketsQuery(
  signal: Signal,
  { begin, end }: Interval,
  resolution: number,
): NrqlQuery<BucketsAnswer> {
  const width = Math.min(resolution, end - begin);
  return {
    accountId: signal.accountId,
    timeoutSeconds: TIMEOUT_SECONDS,
    result: buckets,
    query: nrql`SELECT count(*) AS 'valid', filter(count(*), WHERE error IS TRUE) AS 'bad', percentile(duration, 50, 95, 99) AS 'latency' FROM Transaction WHERE ${eventsOf(signal)} SINCE ${begin * 1000} UNTIL ${end * 1000} TIMESERIES ${width} SECONDS`,
  };
}

/** The answer to {@link bucketsQuery} as buckets. */
export function toBuckets(
  answer: BucketsAnswer,
  options: { signal: Signal; resolution: number; observedUntil: number },
): ObservedBucket[] {
  const { signal, resolution, observedUntil } = options;
  return answer.buckets
    .map(({ begin, values }) => ({ begin: begin / 1000, values }))
    .filter(({ begin }) => begin < observedUntil)
    .map(({ begin, values }) => ({
      signal: signal.id,
      resolution,
      begin,
      observed: Math.min(resolution, observedUntil - begin),
      valid: values.valid ?? 0,
      bad: values.bad ?? 0,
      ...latencyOf(values),
    }));
}

/** Latency of a signal over a whole span: percentiles of its requests, and the mean times that shares are made of. */
export function spanQuery(
  signal: Signal,
  { begin, end }: Interval,
): NrqlQuery<SpanAnswer> {
  return {
    accountId: signal.accountId,
    timeoutSeconds: TIMEOUT_SECONDS,
    result: span,
    query: nrql`SELECT count(*) AS 'valid', filter(count(*), WHERE externalDuration IS NOT NULL) AS 'calling', average(duration) AS 'mean', average(externalDuration) AS 'external', percentile(duration, 50, 95, 99) AS 'latency' FROM Transaction WHERE ${eventsOf(signal)} SINCE ${begin * 1000} UNTIL ${end * 1000}`,
  };
}

/** The answer to {@link spanQuery}. */
export function toSpan(
  { values }: SpanAnswer,
  options: { signal: Signal; range: TimeRange; previous: boolean; end: number },
): SpanLatency {
  const { signal, range, previous, end } = options;
  const { valid = 0, calling = 0, mean, external } = values;
  return {
    signal: signal.id,
    range,
    previous,
    end,
    requests: valid,
    mean: valid > 0 ? milliseconds(mean) : undefined,
    // The agent leaves the attribute out of requests that called nobody; the mean is over all of them.
    external:
      valid > 0 && calling > 0 && external !== undefined
        ? (external * 1000 * calling) / valid
        : undefined,
    ...latencyOf(values),
  };
}

/** Percentiles of no requests are no numbers, whatever the source makes of them. */
function latencyOf({
  valid,
  latency,
}: Pick<SpanAnswer['values'], 'valid' | 'latency'>): {
  p50?: number;
  p95?: number;
  p99?: number;
} {
  return valid
    ? {
        p50: milliseconds(latency[50]),
        p95: milliseconds(latency[95]),
        p99: milliseconds(latency[99]),
      }
    : {};
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
