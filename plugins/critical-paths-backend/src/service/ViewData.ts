import {
  axisOf,
  BUDGET_DAYS,
  BURN_SPANS,
  secondsOf,
  WEEK_SECONDS,
  type ComparedNumbers,
  type Counts,
  type Freshness,
  type Mark,
  type Series,
  type TimeAxis,
  type TimeRange,
} from '@rocket/plugin-critical-paths-common';
import { floorTo } from '../collectors/plan';
import { groupBy } from '../groupBy';
import type {
  Bucket,
  CriticalPathsStore,
  Deployment,
  Failure,
  Incident,
  Interval,
  SpanLatency,
} from '../database/CriticalPathsStore';
import { freshnessOf } from './freshness';
import { crowded, marksOf } from './marks';
import { seriesOf, windowNumbers, type ComparedBuckets } from './numbers';
import type { PathContext } from './pathContext';
import type { Signal } from './signals';

const HOUR = 3600;
/** More marks of a kind than this are told by bucket: a strip of thousands tells nothing. */
const MARKS_A_KIND = 100;
const NOTHING: Counts = { valid: 0, bad: 0 };

/** Which stored resolution a burn span is summed from, in seconds. */
function resolutionOf(spanSeconds: number): number {
  return spanSeconds <= 6 * HOUR ? 60 : HOUR;
}

/** Everything that the views of some paths are made of, read from the database at once. */
export class ViewData {
  /**
   * @param options - The paths; the signals whose series are shown; the range; and the end of the last whole minute that could have been observed, in seconds since the epoch.
   */
  static async load(options: {
    store: CriticalPathsStore;
    contexts: readonly PathContext[];
    shown: readonly Signal[];
    range: TimeRange;
    until: number;
  }): Promise<ViewData> {
    const { store, contexts, shown, range, until } = options;
    const axis = axisOf(range, until);
    const current = { begin: secondsOf(axis.begin), end: secondsOf(axis.end) };
    const previous = {
      begin: current.begin - WEEK_SECONDS,
      end: current.end - WEEK_SECONDS,
    };
    const all = contexts.flatMap(({ signals }) => [
      ...signals.steps.values(),
      ...[...signals.transactions.values()].flat(),
    ]);
    const ids = unique(all.map(({ id }) => id));
    const guids = unique(all.map(({ guid }) => guid));
    const [buckets, spans, progress, failures, deployments, incidents] =
      await Promise.all([
        store.buckets({
          signals: unique(shown.map(({ id }) => id)),
          resolution: axis.bucketSeconds,
          intervals: [previous, current],
        }),
        store.spans({ signals: ids, range }),
        store.progress(),
        store.failures(),
        store.deployments({ guids, interval: current }),
        store.incidents({ guids, interval: current }),
      ]);
    const stepIds = unique(
      contexts.flatMap(({ signals }) =>
        [...signals.steps.values()].map(({ id }) => id),
      ),
    );
    return new ViewData({
      range,
      axis,
      current,
      previous,
      until,
      buckets: groupBy(buckets, bucket => bucket.signal),
      spans,
      observedTo: new Map(
        progress
          .filter(({ resolution }) => resolution === 60)
          .map(({ subject, to }) => [subject, to]),
      ),
      failures,
      deployments,
      incidents,
      month: await store.sums({
        signals: stepIds,
        resolution: HOUR,
        interval: {
          begin: floorTo(until, HOUR) - BUDGET_DAYS * 24 * HOUR,
          end: until,
        },
      }),
      burns: await loadBurns(store, contexts, until),
    });
  }

  readonly range: TimeRange;
  readonly axis: TimeAxis;
  readonly spans: readonly SpanLatency[];

  private constructor(
    private readonly data: {
      range: TimeRange;
      axis: TimeAxis;
      current: Interval;
      previous: Interval;
      until: number;
      buckets: ReadonlyMap<string, Bucket[]>;
      spans: readonly SpanLatency[];
      observedTo: ReadonlyMap<string, number>;
      failures: ReadonlyMap<string, Failure>;
      deployments: readonly Deployment[];
      incidents: readonly Incident[];
      month: ReadonlyMap<string, Counts>;
      burns: ReadonlyMap<number, ReadonlyMap<string, Counts>>;
    },
  ) {
    this.range = data.range;
    this.axis = data.axis;
    this.spans = data.spans;
  }

  /** The numbers of a signal over the range, and over the same range one week before. */
  numbers(signal: Signal | undefined): ComparedNumbers {
    const { current, previous } = this.bucketsOf(signal);
    const latency = (before: boolean) =>
      this.spans.find(
        span => span.signal === signal?.id && span.previous === before,
      );
    return {
      current: windowNumbers(current, latency(false), {
        begin: this.data.current.begin,
        end: Math.min(this.data.current.end, this.data.until),
      }),
      previous: windowNumbers(previous, latency(true), this.data.previous),
    };
  }

  series(signal: Signal | undefined): Series {
    const { bucketSeconds, length } = this.axis;
    return seriesOf(this.bucketsOf(signal), {
      current: { begin: this.data.current.begin, bucketSeconds, length },
      previous: { begin: this.data.previous.begin, bucketSeconds, length },
    });
  }

  /** Requests of the last 28 days; `undefined` when nothing was observed. */
  month(signal: Signal | undefined): Counts | undefined {
    return signal && this.data.month.get(signal.id);
  }

  /** Requests of an entry by length of the span in seconds. */
  burnSpans(signal: Signal | undefined): Map<number, Counts> {
    return new Map(
      [...this.data.burns].map(([seconds, sums]) => [
        seconds,
        (signal && sums.get(signal.id)) ?? NOTHING,
      ]),
    );
  }

  freshness(
    signal: Signal | undefined,
    missing: string | undefined,
  ): Freshness {
    return freshnessOf({
      missing,
      observedTo: signal && this.data.observedTo.get(signal.id),
      failure: signal && this.data.failures.get(signal.id),
      until: this.data.until,
    });
  }

  /** What happened in the range to the components of some steps. */
  marks(context: PathContext, stepIds: readonly string[]): Mark[] {
    return crowded(marksOf(context, stepIds, this.data), {
      limit: MARKS_A_KIND,
      begin: this.data.current.begin,
      bucketSeconds: this.axis.bucketSeconds,
    });
  }

  private bucketsOf(signal: Signal | undefined): ComparedBuckets {
    const buckets = (signal && this.data.buckets.get(signal.id)) ?? [];
    const { current, previous } = this.data;
    const within = ({ begin, end }: Interval) =>
      buckets.filter(bucket => bucket.begin >= begin && bucket.begin < end);
    return { current: within(current), previous: within(previous) };
  }
}

async function loadBurns(
  store: CriticalPathsStore,
  contexts: readonly PathContext[],
  until: number,
): Promise<Map<number, Map<string, Counts>>> {
  const entries = contexts.flatMap(({ path, signals }) => {
    const entry = signals.steps.get(path.entity.spec.entry);
    return entry ? [entry.id] : [];
  });
  return new Map(
    await Promise.all(
      BURN_SPANS.map(
        async (seconds): Promise<[number, Map<string, Counts>]> => {
          const resolution = resolutionOf(seconds);
          return [
            seconds,
            await store.sums({
              signals: unique(entries),
              resolution,
              interval: {
                begin: floorTo(until - seconds, resolution),
                end: until,
              },
            }),
          ];
        },
      ),
    ),
  );
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
