/**
 * What alert conditions watch: the value of a signal in each small step of
 * time, computed from the same flows as the events that NRQL reads.
 *
 * @packageDocumentation
 */
import { localDay, MINUTE, startOfLocalDay } from './calendar';
import { cpuUtilization, Flow, requestsPerHour } from './Flow';
import { piecesOf } from './pieces';
import { normalQuantile, STRATA } from './quantiles';
import { Segment, Story } from './Story';
import { Stream } from './transactions';

/** A signal of one service that the sandbox knows how to compute. */
export type Signal =
  /** Percent of requests that fail, over a trailing window. */
  | { kind: 'error-percentage'; windowMillis: number }
  /** A percentile of the durations, in seconds. */
  | { kind: 'duration-percentile'; percentile: number }
  /** Mean duration, in seconds. */
  | { kind: 'duration-average' }
  /** Requests per minute. */
  | { kind: 'throughput' }
  /** Requests per minute, as a multiple of what is usual at this time. */
  | { kind: 'throughput-deviation' }
  /** CPU utilisation in percent. */
  | { kind: 'cpu' };

export interface Step {
  from: number;
  to: number;
  /** Undefined when no request came: there is no signal. */
  value: number | undefined;
}

/** Conditions are looked at this often, and at every beginning and end of a degradation. */
const STEP = 5 * MINUTE;

/** Under this many requests a minute, windows are empty. */
const FAINT_PER_MINUTE = 0.05;

/** The steps from `begin` to `end`, in order. */
export function* stepsOf(options: {
  story: Story;
  stream: Stream;
  signal: Signal;
  /** What the values are compared with: on which side of all of them a value is must be right, no more. */
  limits: readonly number[];
  begin: number;
  end: number;
}): Generator<Step> {
  const { story, stream, signal, limits, begin, end } = options;
  const trailing: { from: number; to: number; share: number }[] = [];
  for (const { segment, from, to } of piecesOf({
    story,
    service: stream.service,
    begin,
    end,
    width: STEP,
  })) {
    const time = (from + to) / 2;
    const perMinute = requestsPerHour(stream.service, segment, time) / 60;
    if (signal.kind === 'error-percentage') {
      trailing.push({ from, to, share: failingShare(stream, segment) });
      while (trailing[0].to <= to - signal.windowMillis) {
        trailing.shift();
      }
    }
    yield {
      from,
      to,
      value:
        perMinute < FAINT_PER_MINUTE
          ? undefined
          : valueOf({
              signal,
              stream,
              limits,
              segment,
              time,
              perMinute,
              trailing,
            }),
    };
  }
}

/**
 * Local days on which a signal may leave its usual range: those with any
 * degradation of the service or of what it calls. Others need no look unless
 * the service violates its condition on quiet days as well.
 */
export function hasTrouble(
  story: Story,
  stream: Stream,
  time: number,
): boolean {
  return story.segmentsOn(stream.service, localDay(time)).some(isTroubled);
}

/** The next local midnight. */
export function nextDay(time: number): number {
  return startOfLocalDay(localDay(time) + 1);
}

function isTroubled(segment: Segment): boolean {
  return (
    segment.errorRate > 0 ||
    segment.latencyFactor > 1 ||
    segment.trafficFactor < 1 ||
    segment.cpuFactor !== 1 ||
    segment.troubled.size > 0
  );
}

function valueOf(options: {
  signal: Signal;
  stream: Stream;
  limits: readonly number[];
  segment: Segment;
  time: number;
  perMinute: number;
  trailing: readonly { from: number; to: number; share: number }[];
}): number {
  const { signal, stream, limits, segment, time, perMinute, trailing } =
    options;
  switch (signal.kind) {
    case 'error-percentage': {
      const length = trailing.reduce((sum, { from, to }) => sum + to - from, 0);
      const failing = trailing.reduce(
        (sum, { from, to, share }) => sum + (to - from) * share,
        0,
      );
      return (100 * failing) / length;
    }
    case 'duration-percentile':
      return durationPercentile({
        flows: stream.flows,
        limits,
        segment,
        time,
        percentile: signal.percentile,
      });
    case 'duration-average':
      return stream.flows.reduce(
        (sum, flow) =>
          sum +
          flow.transaction.share * flow.median(segment, time) * flow.meanFactor,
        0,
      );
    case 'throughput':
      return perMinute;
    case 'throughput-deviation':
      return segment.trafficFactor;
    default:
      return 100 * cpuUtilization(stream.service, segment, time);
  }
}

function failingShare({ flows }: Stream, segment: Segment): number {
  return flows.reduce(
    (sum, flow) => sum + flow.transaction.share * flow.errorRate(segment),
    0,
  );
}

/**
 * A percentile over all flows of a service. The percentile of a mixture lies
 * between the smallest and the largest of its parts'; only when a limit lies
 * there too do the strata have to settle it.
 */
function durationPercentile(options: {
  flows: readonly Flow[];
  limits: readonly number[];
  segment: Segment;
  time: number;
  percentile: number;
}): number {
  const { flows, limits, segment, time, percentile } = options;
  const deviate = normalQuantile(percentile / 100);
  const medians = flows.map(flow => flow.median(segment, time));
  const values = flows.map(
    (flow, index) => medians[index] * flow.spread(deviate),
  );
  const smallest = Math.min(...values);
  const largest = Math.max(...values);
  if (!limits.some(limit => smallest <= limit && limit <= largest)) {
    return largest;
  }
  const parts = flows.flatMap((flow, index) =>
    STRATA.map(stratum => ({
      seconds: medians[index] * flow.spread(stratum.deviate),
      share: flow.transaction.share * (stratum.to - stratum.from),
    })),
  );
  parts.sort((a, b) => a.seconds - b.seconds);
  let cumulative = 0;
  for (const { seconds, share } of parts) {
    cumulative += share;
    if (cumulative >= percentile / 100) {
      return seconds;
    }
  }
  return largest;
}
