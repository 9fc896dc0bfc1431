import {
  WEEK_SECONDS,
  type StepHistory,
} from '@rocket/plugin-critical-paths-common';
import { floorTo } from '../collectors/plan';
import type {
  Bucket,
  CriticalPathsStore,
  Deployment,
  Failure,
  Interval,
  SpanLatency,
} from '../database/CriticalPathsStore';
import type { PathContext } from './pathContext';
import type { Signal } from './signals';

/** How far back to look for the beginning of a status, in seconds. */
const LOOKBACK = 12 * 3600;

/** What paths are judged by, read from the database at once. */
export class JudgementData {
  /** @param options - The paths to judge, and the end of the last whole minute in seconds since the epoch. */
  static async load(options: {
    store: CriticalPathsStore;
    contexts: readonly PathContext[];
    until: number;
  }): Promise<JudgementData> {
    const { store, contexts, until } = options;
    const signals = [
      ...new Map(
        contexts.flatMap(context =>
          [...context.signals.steps.values()].map(
            (signal): [string, Signal] => [signal.id, signal],
          ),
        ),
      ).values(),
    ];
    const ids = signals.map(({ id }) => id);
    const interval = { begin: until - LOOKBACK, end: until };
    const weekBefore = {
      begin: interval.begin - WEEK_SECONDS,
      end: interval.end - WEEK_SECONDS,
    };
    const [minutes, usual, spans, progress, failures, deployments] =
      await Promise.all([
        store.buckets({
          signals: ids,
          resolution: 60,
          intervals: [weekBefore, interval],
        }),
        store.buckets({
          signals: ids,
          resolution: 300,
          intervals: [
            { begin: floorTo(weekBefore.begin, 300), end: weekBefore.end },
          ],
        }),
        store.spans({ signals: ids, range: '1h' }),
        store.progress(),
        store.failures(),
        store.deployments({
          guids: [...new Set(signals.map(({ guid }) => guid))],
          interval,
        }),
      ]);
    return new JudgementData({
      interval,
      minutes: keyed(minutes),
      usual: keyed(usual),
      observed: new Map(
        progress
          .filter(({ resolution }) => resolution === 60)
          .map(({ subject, from, to }) => [subject, { begin: from, end: to }]),
      ),
      spans,
      failures,
      deployments,
    });
  }

  /** Number of minutes in every history. */
  readonly minutes: number;
  readonly spans: readonly SpanLatency[];

  private constructor(
    private readonly data: {
      interval: Interval;
      minutes: ReadonlyMap<string, Bucket>;
      usual: ReadonlyMap<string, Bucket>;
      observed: ReadonlyMap<string, Interval>;
      spans: readonly SpanLatency[];
      failures: ReadonlyMap<string, Failure>;
      deployments: readonly Deployment[];
    },
  ) {
    this.minutes = (data.interval.end - data.interval.begin) / 60;
    this.spans = data.spans;
  }

  /** When the minute of an index begins, in seconds since the epoch. */
  timeOf(index: number): number {
    return this.data.interval.begin + index * 60;
  }

  /** The minutes of a signal from the first to the last one that was observed, and the index of the first. */
  history({ id }: Signal): { history: StepHistory; first: number } {
    const { begin, end } = this.data.interval;
    const observed = this.data.observed.get(id) ?? { begin: end, end };
    const from = Math.min(end, Math.max(begin, observed.begin));
    const until = Math.min(end, observed.end);
    const times = Array.from(
      { length: Math.max(0, (until - from) / 60) },
      (_, index) => from + index * 60,
    );
    return {
      first: (from - begin) / 60,
      history: {
        minutes: times.map(time => this.data.minutes.get(keyOf(id, time))),
        weekBefore: times.map(time =>
          this.data.minutes.get(keyOf(id, time - WEEK_SECONDS)),
        ),
        usualP95: times.map(
          time =>
            this.data.usual.get(keyOf(id, floorTo(time - WEEK_SECONDS, 300)))
              ?.p95,
        ),
      },
    };
  }

  /** Whether a signal was observed, but in none of the minutes that are looked at. */
  isOutOfSight({ id }: Signal): boolean {
    const observed = this.data.observed.get(id);
    return observed !== undefined && observed.end <= this.data.interval.begin;
  }

  /** The end of the newest minute of a path's entry; `undefined` before there is any. */
  observedUntil({ path, signals }: PathContext): number | undefined {
    const entry = signals.steps.get(path.entity.spec.entry);
    return entry && this.data.observed.get(entry.id)?.end;
  }

  /** Deployments of an entity within the minutes, oldest first. */
  deployments(guid: string): Deployment[] {
    return this.data.deployments.filter(deployment => deployment.guid === guid);
  }

  /** Why there is nothing about a signal; `undefined` when there is. */
  missingOf({ id }: Signal): string | undefined {
    if (this.data.observed.has(id)) {
      return undefined;
    }
    return (
      this.data.failures.get(id)?.reason ?? 'its first numbers are on their way'
    );
  }
}

function keyed(buckets: readonly Bucket[]): Map<string, Bucket> {
  return new Map(
    buckets.map(bucket => [keyOf(bucket.signal, bucket.begin), bucket]),
  );
}

function keyOf(signal: string, begin: number): string {
  return `${signal} ${begin}`;
}
