/**
 * What alert conditions watch: the value of a signal over time, computed from
 * the same flows as the events that NRQL reads.
 *
 * A condition only wants to know on which side of its limits the signal is. In
 * most segments the bounds of the signal settle that at once; where a limit lies
 * between them the segment is looked at by the hour, and only those hours that
 * are not settled either in small steps.
 *
 * @packageDocumentation
 */
import { HOUR, loadAt, localDay, MINUTE, startOfLocalDay } from './calendar';
import { cpuUtilization, Flow } from './Flow';
import { normalQuantile } from './quantiles';
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
  /**
   * On the right side of every limit, and no more exact than that. Undefined
   * when no request came: there is no signal.
   */
  value: number | undefined;
}

/** How finely an hour is cut that its bounds do not settle. */
const STEP = 5 * MINUTE;

/** Under this many requests a minute, windows are empty. */
const FAINT_PER_MINUTE = 0.05;

/** How far `Flow.median` and `cpuUtilization` stray from what the load makes of them. */
const WOBBLE = 0.09;

const JUST_ABOVE = 1 + 1e-9;
const BISECTIONS = 40;

interface Watched {
  stream: Stream;
  signal: Signal;
  limits: readonly number[] | undefined;
  segment: Segment;
  /** Parts of time with their share of failures, up to now, as long as the signal's window. */
  trailing: readonly Share[];
}

interface Share {
  from: number;
  to: number;
  /** Percent of the requests that fail. */
  percent: number;
}

/** The steps from `begin` to `end`, in order. */
export function* stepsOf(options: {
  story: Story;
  stream: Stream;
  signal: Signal;
  /** What the values will be compared with; without, every value is exact. */
  limits?: readonly number[];
  begin: number;
  end: number;
}): Generator<Step> {
  const { story, stream, signal, limits, begin, end } = options;
  const window = signal.kind === 'error-percentage' ? signal.windowMillis : 0;
  let trailing: Share[] = [];
  for (let day = localDay(begin); startOfLocalDay(day) < end; day++) {
    for (const segment of story.segmentsOn(stream.service, day)) {
      const from = Math.max(begin, segment.start);
      const to = Math.min(end, segment.end);
      if (from >= to) {
        continue;
      }
      const percent = 100 * failingShare(stream, segment);
      trailing = [
        ...trailing.filter(share => share.to > from - window),
        { from, to, percent },
      ];
      const watched = { stream, signal, limits, segment, trailing };
      yield* stepsWithin(watched, from, to);
    }
  }
}

/** A part of a segment: as one step if that is settled, by the hour, or else in small steps. */
function* stepsWithin(
  watched: Watched,
  from: number,
  to: number,
): Generator<Step> {
  const { signal, limits, trailing } = watched;
  const settled = limits && settle(watched, limits, from, to);
  if (settled) {
    yield settled;
  } else if (Math.floor(from / HOUR) < Math.ceil(to / HOUR) - 1) {
    const window = signal.kind === 'error-percentage' ? signal.windowMillis : 0;
    let start = from;
    while (start < to) {
      const end = Math.min(to, (Math.floor(start / HOUR) + 1) * HOUR);
      const since = start - window;
      const recent = trailing.filter(share => share.to > since);
      yield* stepsWithin({ ...watched, trailing: recent }, start, end);
      start = end;
    }
  } else {
    for (let start = from; start < to; start += STEP) {
      yield stepAt(watched, start, Math.min(to, start + STEP));
    }
  }
}

/** The segment as one step, if all of it is on the same side of every limit. */
function settle(
  watched: Watched,
  limits: readonly number[],
  from: number,
  to: number,
): Step | undefined {
  const { shape, peakPerHour } = watched.stream.service.traffic;
  const loads = [loadAt(shape, from), loadAt(shape, to)];
  // The load is linear between full hours.
  for (let time = Math.ceil(from / HOUR) * HOUR; time < to; time += HOUR) {
    loads.push(loadAt(shape, time));
  }
  const load = { low: Math.min(...loads), high: Math.max(...loads) };
  const perMinute = (peakPerHour / 60) * watched.segment.trafficFactor;
  if (perMinute * load.high < FAINT_PER_MINUTE) {
    return { from, to, value: undefined };
  }
  if (perMinute * load.low < FAINT_PER_MINUTE) {
    return undefined;
  }
  const { low, high } = boundsOf(watched, load, { from, to });
  return limits.some(limit => low <= limit && limit <= high)
    ? undefined
    : { from, to, value: high };
}

interface Bounds {
  low: number;
  high: number;
}

/** Between which values a signal is while the load is within its own bounds. */
function boundsOf(
  { stream, signal, limits, segment, trailing }: Watched,
  load: Bounds,
  { from, to }: { from: number; to: number },
): Bounds {
  const { service, flows } = stream;
  switch (signal.kind) {
    case 'error-percentage': {
      const percents = trailing.map(({ percent }) => percent);
      return { low: Math.min(...percents), high: Math.max(...percents) };
    }
    case 'duration-percentile': {
      const { percentile } = signal;
      const wobbles = flows.map(flow =>
        to - from > HOUR
          ? { low: 1 - WOBBLE, high: 1 + WOBBLE }
          : flow.wobbleWithin(from, to),
      );
      const at = (side: keyof Bounds) =>
        durationPercentile({
          flows,
          medians: flows.map(
            (flow, index) =>
              flow.medianAtLoad(segment, load[side]) * wobbles[index][side],
          ),
          limits,
          percentile,
        });
      return { low: at('low'), high: at('high') };
    }
    case 'duration-average': {
      const at = (level: number) =>
        meanOf(flows, flow => flow.medianAtLoad(segment, level));
      return {
        low: (1 - WOBBLE) * at(load.low),
        high: (1 + WOBBLE) * at(load.high),
      };
    }
    case 'throughput': {
      const factor = (service.traffic.peakPerHour / 60) * segment.trafficFactor;
      return { low: factor * load.low, high: factor * load.high };
    }
    case 'throughput-deviation':
      return { low: segment.trafficFactor, high: segment.trafficFactor };
    default: {
      const factor = 100 * service.character.cpuAtPeak * segment.cpuFactor;
      return {
        low: (1 - WOBBLE) * factor * (0.12 + 0.88 * load.low),
        high: (1 + WOBBLE) * factor * (0.12 + 0.88 * load.high),
      };
    }
  }
}

function stepAt(watched: Watched, from: number, to: number): Step {
  const { service } = watched.stream;
  const time = (from + to) / 2;
  const perMinute =
    (service.traffic.peakPerHour / 60) *
    loadAt(service.traffic.shape, time) *
    watched.segment.trafficFactor;
  return {
    from,
    to,
    value:
      perMinute < FAINT_PER_MINUTE
        ? undefined
        : valueAt(watched, { time, to, perMinute }),
  };
}

function valueAt(
  { stream, signal, limits, segment, trailing }: Watched,
  step: { time: number; to: number; perMinute: number },
): number {
  const { time, to, perMinute } = step;
  switch (signal.kind) {
    case 'error-percentage':
      return trailingMean(trailing, to - signal.windowMillis, to);
    case 'duration-percentile':
      return durationPercentile({
        flows: stream.flows,
        medians: stream.flows.map(flow => flow.median(segment, time)),
        limits,
        percentile: signal.percentile,
      });
    case 'duration-average':
      return meanOf(stream.flows, flow => flow.median(segment, time));
    case 'throughput':
      return perMinute;
    case 'throughput-deviation':
      return segment.trafficFactor;
    default:
      return 100 * cpuUtilization(stream.service, segment, time);
  }
}

function trailingMean(
  trailing: readonly Share[],
  begin: number,
  end: number,
): number {
  let weighted = 0;
  let length = 0;
  for (const { from, to, percent } of trailing) {
    const part = Math.max(0, Math.min(to, end) - Math.max(from, begin));
    weighted += part * percent;
    length += part;
  }
  return weighted / length;
}

function failingShare({ flows }: Stream, segment: Segment): number {
  return flows.reduce(
    (sum, flow) => sum + flow.transaction.share * flow.errorRate(segment),
    0,
  );
}

function meanOf(
  flows: readonly Flow[],
  median: (flow: Flow) => number,
): number {
  return flows.reduce(
    (sum, flow) =>
      sum + flow.transaction.share * median(flow) * flow.meanFactor,
    0,
  );
}

/**
 * A percentile over all flows of a service, by the share of the requests that
 * take no longer. With limits, only on the right side of each.
 */
function durationPercentile(options: {
  flows: readonly Flow[];
  /** Of each flow, in seconds. */
  medians: readonly number[];
  limits: readonly number[] | undefined;
  percentile: number;
}): number {
  const { flows, medians, limits, percentile } = options;
  const isUnder = (seconds: number) => {
    let share = 0;
    for (let index = 0; index < flows.length; index++) {
      const flow = flows[index];
      share +=
        flow.transaction.share * flow.shareWithin(seconds / medians[index]);
    }
    return share < percentile / 100;
  };
  if (limits) {
    const under = limits.filter(isUnder);
    return under.length > 0 ? Math.max(...under) * JUST_ABOVE : 0;
  }
  // The percentile of a mixture lies between the smallest and the largest of its parts'.
  const deviate = normalQuantile(percentile / 100);
  const values = flows.map(
    (flow, index) => medians[index] * flow.spread(deviate),
  );
  let low = Math.min(...values);
  let high = Math.max(...values);
  for (let round = 0; round < BISECTIONS; round++) {
    const middle = (low + high) / 2;
    if (isUnder(middle)) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}
