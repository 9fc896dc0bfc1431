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
 * Everything to ask in one run, the most wanted first: what is new, the latency over
 * whole ranges, the coarse past, and then minutes of the past, those of entries
 * before others, the newer before the older.
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
  const forward: Job[] = [];
  const ranges: Job[] = [];
  const coarse: Job[] = [];
  const past: Array<{ isEntry: boolean; jobs: Job[] }> = [];
  for (const { signal, isEntry } of wanted) {
    const bucketJob = (request: BucketRequest): Job => ({
      type: 'bucket',
      signal,
      request,
    });
    for (const resolution of RESOLUTIONS) {
      const { seconds, horizon } = resolution;
      const progress = book.get(signal.id, seconds);
      const next = forwardRequests(resolution, until, progress);
      forward.push(...next.map(bucketJob));
      const from = progress?.from ?? next[0]?.begin;
      if (from === undefined) {
        continue;
      }
      const isMinute = seconds === 60;
      const older = backwardRequests(resolution, from, {
        horizonBegin:
          until - (isMinute && isEntry ? ENTRY_MINUTES_HORIZON : horizon),
        limit: isMinute ? minuteQueries : Infinity,
      }).map(bucketJob);
      if (isMinute) {
        past.push({ isEntry, jobs: older });
      } else {
        coarse.push(...older);
      }
    }
    ranges.push(
      ...spanRequests(until, spansOf.get(signal.id) ?? []).map(
        (request): Job => ({ type: 'span', signal, request }),
      ),
    );
  }
  return [
    ...forward,
    ...ranges,
    ...coarse,
    ...[true, false]
      .flatMap(entries =>
        interleave(
          past
            .filter(({ isEntry }) => isEntry === entries)
            .map(({ jobs }) => jobs),
        ),
      )
      .slice(0, minuteQueries),
  ];
}

/** The first of each list, then the second of each, and so on. */
function interleave<T>(lists: readonly T[][]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap(list => list.slice(index, index + 1)),
  ).flat();
}
