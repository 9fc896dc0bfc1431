import {
  BucketWidth,
  NrqlQueryNode,
  TimeWindow,
  durationMillis,
} from '@rocket/nrql';
import { invalid } from './errors';

const MAX_BUCKETS = 366;
/** How many buckets TIMESERIES AUTO makes at most. */
const AUTO_BUCKETS = 60;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths that AUTO chooses from: a day has half hours, a week 6 hours. */
const AUTO_WIDTHS = [
  1000,
  5000,
  10_000,
  30_000,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  7 * DAY,
];

/** How a window of time is cut: `count` buckets of `width`, each `step` after the other. */
export interface Buckets {
  begin: number;
  end: number;
  width: number;
  /** Less than the width when SLIDE BY makes the buckets overlap. */
  step: number;
  count: number;
}

/** Without TIMESERIES the whole window is one bucket. */
export function bucketsOf(query: NrqlQueryNode, window: TimeWindow): Buckets {
  const { begin, end } = window;
  const range = end - begin;
  const { timeseries, slideBy } = query;
  if (!timeseries) {
    if (slideBy) {
      throw invalid(slideBy, 'SLIDE BY needs TIMESERIES');
    }
    return { begin, end, width: range, step: range, count: 1 };
  }
  if (slideBy && timeseries.kind !== 'duration') {
    throw invalid(timeseries, 'SLIDE BY needs a TIMESERIES with a width');
  }
  const width = widthOf(timeseries, range);
  const step = slideBy ? widthOf(slideBy, range) : width;
  if (step > width) {
    throw invalid(slideBy ?? timeseries, 'SLIDE BY is wider than TIMESERIES');
  }
  const count = Math.max(1, Math.floor((range - width) / step) + 1);
  if (count > MAX_BUCKETS) {
    throw invalid(
      slideBy ?? timeseries,
      `TIMESERIES would make ${count} buckets, the maximum is ${MAX_BUCKETS}`,
    );
  }
  // Buckets are laid from the end backwards, so that the last one is whole.
  return { begin: end - width - (count - 1) * step, end, width, step, count };
}

function widthOf(node: BucketWidth, range: number): number {
  switch (node.kind) {
    case 'duration': {
      const width = durationMillis(node);
      if (!(width > 0)) {
        throw invalid(node, 'a TIMESERIES width is above 0');
      }
      return Math.min(width, range);
    }
    case 'auto':
      return (
        AUTO_WIDTHS.find(width => range / width <= AUTO_BUCKETS) ??
        roundUp(range / AUTO_BUCKETS, DAY)
      );
    case 'max':
      return roundUp(range / MAX_BUCKETS, range < 6 * HOUR ? 1000 : MINUTE);
    default:
      throw invalid(node, `template variable {{${node.name}}} has no value`);
  }
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

/**
 * Slots of rows that have a base slot each (a group), spread over the buckets:
 * `base * count + bucket`. A row is in as many buckets as overlap, so this
 * gives slots more than once with SLIDE BY.
 */
export function* spreadOverBuckets(
  bases: Int32Array,
  timestamps: Float64Array,
  buckets: Buckets,
): Generator<Int32Array> {
  const { begin, width, step, count } = buckets;
  if (count === 1) {
    yield bases;
    return;
  }
  const overlap = Math.ceil(width / step);
  for (let back = 0; back < overlap; back++) {
    const slots = new Int32Array(bases.length).fill(-1);
    for (let row = 0; row < bases.length; row++) {
      if (bases[row] >= 0) {
        const bucket = Math.floor((timestamps[row] - begin) / step) - back;
        const offset = timestamps[row] - begin - bucket * step;
        if (bucket >= 0 && bucket < count && offset < width) {
          slots[row] = bases[row] * count + bucket;
        }
      }
    }
    yield slots;
  }
}
