import { groupBy } from '../groupBy';
import type { SpanLatency } from '../database/CriticalPathsStore';
import type { Signal } from '../service/signals';
import {
  backwardRequests,
  ENTRY_MINUTES_HORIZON,
  forwardRequests,
  RESOLUTIONS,
  spanRequests,
  type BucketRequest,
  type SpanRequest,
} from './plan';
import type { ProgressBook } from './ProgressBook';

/** A signal to collect. */
export interface WantedSignal {
  signal: Signal;
  /** Whether it is the entry of a path, whose minutes make uptime. */
  isEntry: boolean;
}

/** One question to New Relic. */
export type Job =
  | { type: 'bucket'; signal: Signal; request: BucketRequest }
  | { type: 'span'; signal: Signal; request: SpanRequest };

/**
 * Everything to ask in one run, the most wanted first: entries before other signals;
 * of each what is new, then the latency over whole ranges, then the coarse past; and
 * at last minutes of the past, the newer before the older.
 */
export function planJobs(options: {
  wanted: readonly WantedSignal[];
  until: number;
  minuteQueries: number;
  book: ProgressBook;
  spans: readonly SpanLatency[];
}): Job[] {
  const { wanted, until, minuteQueries, book, spans } = options;
  const spansOf = groupBy(spans, span => span.signal);
  const plans = [
    ...wanted.filter(({ isEntry }) => isEntry),
    ...wanted.filter(({ isEntry }) => !isEntry),
  ].map(({ signal, isEntry }) => ({
    isEntry,
    ranges: spanRequests(until, spansOf.get(signal.id) ?? []).map(
      (request): Job => ({ type: 'span', signal, request }),
    ),
    ...planBuckets({ signal, isEntry }, { until, minuteQueries, book }),
  }));
  return [
    ...[true, false].flatMap(entries => {
      const list = plans.filter(({ isEntry }) => isEntry === entries);
      return [
        ...list.flatMap(({ forward }) => forward),
        ...list.flatMap(({ ranges }) => ranges),
        ...list.flatMap(({ coarse }) => coarse),
      ];
    }),
    ...[true, false]
      .flatMap(entries =>
        interleave(
          plans
            .filter(({ isEntry }) => isEntry === entries)
            .map(({ minutes }) => minutes),
        ),
      )
      .slice(0, minuteQueries),
  ];
}

function planBuckets(
  { signal, isEntry }: WantedSignal,
  options: { until: number; minuteQueries: number; book: ProgressBook },
): { forward: Job[]; coarse: Job[]; minutes: Job[] } {
  const { until, minuteQueries, book } = options;
  const plan = {
    forward: new Array<Job>(),
    coarse: new Array<Job>(),
    minutes: new Array<Job>(),
  };
  const bucketJob = (request: BucketRequest): Job => ({
    type: 'bucket',
    signal,
    request,
  });
  for (const resolution of RESOLUTIONS) {
    const { seconds, horizon } = resolution;
    const isMinute = seconds === 60;
    const progress = book.get(signal.id, seconds);
    const next = forwardRequests(resolution, until, progress);
    plan.forward.push(...next.map(bucketJob));
    const from = progress?.from ?? next[0]?.begin;
    if (from !== undefined) {
      const older = backwardRequests(resolution, from, {
        horizonBegin:
          until - (isMinute && isEntry ? ENTRY_MINUTES_HORIZON : horizon),
        limit: isMinute ? minuteQueries : Infinity,
      }).map(bucketJob);
      (isMinute ? plan.minutes : plan.coarse).push(...older);
    }
  }
  return plan;
}

/** The first of each list, then the second of each, and so on. */
function interleave<T>(lists: readonly T[][]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap(list => list.slice(index, index + 1)),
  ).flat();
}
