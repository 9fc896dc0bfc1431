import { DAY, HOUR, MINUTE } from './calendar';

/** Widths a window may be cut into, finest first. */
const LADDER = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
];

/** How many pieces of time, over all flows, an answer may be made of unless its buckets ask for more. */
const PIECE_BUDGET = 10_000;

/** TIMESERIES never has more buckets: what asks for more only wants to know the time of day. */
const MOST_BUCKETS = 366;

/**
 * How finely to cut a window.
 *
 * Counts are exact at any width, so the width only decides where in time a row
 * stands and how closely durations follow the load. The finest width within the
 * budget is taken; with buckets it is the whole bucket or an equal part of it,
 * so that every row falls into the bucket that its requests belong to.
 *
 * @returns milliseconds, or undefined for one piece a segment
 */
export function pieceWidth(options: {
  begin: number;
  end: number;
  bucketMillis?: number;
  /** How many flows are read, hosts counted apart when they are told apart. */
  flows: number;
  /** Whether the question looks at when something happened, other than by its buckets. */
  readsTime: boolean;
  /** Whether the question looks at something that follows the load, such as durations. */
  readsLoad: boolean;
}): number | undefined {
  const { begin, end, bucketMillis, flows, readsTime, readsLoad } = options;
  const window = end - begin;
  const hasBuckets =
    bucketMillis !== undefined && window / bucketMillis <= MOST_BUCKETS;
  if (hasBuckets && !readsTime && !readsLoad) {
    return bucketMillis;
  }
  if (bucketMillis === undefined && !readsTime && !readsLoad) {
    return undefined;
  }
  const affordable =
    LADDER.find(width => (window / width) * flows <= PIECE_BUDGET) ?? DAY;
  return hasBuckets
    ? bucketMillis / Math.max(1, Math.ceil(bucketMillis / affordable))
    : affordable;
}
