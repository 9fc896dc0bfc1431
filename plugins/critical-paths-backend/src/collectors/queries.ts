import { nrql, NrqlFragment } from '@rocket/nrql';
import type { NrqlQuery } from '@rocket/plugin-newrelic-node';
import type { TimeRange } from '@rocket/plugin-critical-paths-common';
import { z } from 'zod';
import type {
  Interval,
  ObservedBucket,
  SpanLatency,
} from '../database/CriticalPathsStore';
import type { Signal } from '../service/signals';

/** Long enough for four weeks of a busy service. */
const TIMEOUT_SECONDS = 60;

/** An aggregate of nothing is null, or is left out. */
const milliseconds = z
  .number()
  .nullish()
  .transform(seconds =>
    typeof seconds === 'number' ? seconds * 1000 : undefined,
  );

/** Percentiles nest under their alias. */
const percentiles = z
  .object({ '50': milliseconds, '95': milliseconds, '99': milliseconds })
  .nullish();

const bucketRow = z.object({
  beginTimeSeconds: z.number(),
  endTimeSeconds: z.number(),
  valid: z.number().nullish(),
  bad: z.number().nullish(),
  latency: percentiles,
});

const spanRow = z.object({
  valid: z.number().nullish(),
  calling: z.number().nullish(),
  mean: milliseconds,
  external: milliseconds,
  latency: percentiles,
});

export type BucketRow = z.infer<typeof bucketRow>;
export type SpanRow = z.infer<typeof spanRow>;

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
): NrqlQuery<BucketRow> {
  const width = Math.min(resolution, end - begin);
  return {
    accountId: signal.accountId,
    timeoutSeconds: TIMEOUT_SECONDS,
    row: bucketRow,
    query: nrql`SELECT count(*) AS 'valid', filter(count(*), WHERE error IS TRUE) AS 'bad', percentile(duration, 50, 95, 99) AS 'latency' FROM Transaction WHERE ${eventsOf(signal)} SINCE ${begin * 1000} UNTIL ${end * 1000} TIMESERIES ${width} SECONDS`,
  };
}

/** The rows of {@link bucketsQuery} as buckets. */
export function toBuckets(
  rows: readonly BucketRow[],
  options: { signal: Signal; resolution: number; observedUntil: number },
): ObservedBucket[] {
  const { signal, resolution, observedUntil } = options;
  return rows
    .filter(row => row.beginTimeSeconds < observedUntil)
    .map(row => ({
      signal: signal.id,
      resolution,
      begin: row.beginTimeSeconds,
      observed: Math.min(resolution, observedUntil - row.beginTimeSeconds),
      valid: row.valid ?? 0,
      bad: row.bad ?? 0,
      ...latencyOf(row),
    }));
}

/** Latency of a signal over a whole span: percentiles of its requests, and the mean times that shares are made of. */
export function spanQuery(
  signal: Signal,
  { begin, end }: Interval,
): NrqlQuery<SpanRow> {
  return {
    accountId: signal.accountId,
    timeoutSeconds: TIMEOUT_SECONDS,
    row: spanRow,
    query: nrql`SELECT count(*) AS 'valid', filter(count(*), WHERE externalDuration IS NOT NULL) AS 'calling', average(duration) AS 'mean', average(externalDuration) AS 'external', percentile(duration, 50, 95, 99) AS 'latency' FROM Transaction WHERE ${eventsOf(signal)} SINCE ${begin * 1000} UNTIL ${end * 1000}`,
  };
}

/** The row of {@link spanQuery}. */
export function toSpan(
  row: SpanRow | undefined,
  options: { signal: Signal; range: TimeRange; previous: boolean; end: number },
): SpanLatency {
  const { signal, range, previous, end } = options;
  const valid = row?.valid ?? 0;
  const calling = row?.calling ?? 0;
  return {
    signal: signal.id,
    range,
    previous,
    end,
    requests: row ? valid : undefined,
    mean: valid > 0 ? row?.mean : undefined,
    // The agent leaves the attribute out of requests that called nobody; the mean is over all of them.
    external:
      valid > 0 && calling > 0 && row?.external !== undefined
        ? (row.external * calling) / valid
        : undefined,
    ...(row && valid > 0 ? latencyOf({ ...row, valid }) : {}),
  };
}

/** Percentiles of no requests are no numbers, whatever the source makes of them. */
function latencyOf(row: Pick<BucketRow, 'valid' | 'latency'>): {
  p50?: number;
  p95?: number;
  p99?: number;
} {
  return row.valid
    ? {
        p50: row.latency?.['50'],
        p95: row.latency?.['95'],
        p99: row.latency?.['99'],
      }
    : {};
}
