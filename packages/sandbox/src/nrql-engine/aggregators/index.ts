import { AggregatorFactory } from './Aggregator';
import { filter, percentage, rate } from './derived';
import { apdex, histogram, median, percentile } from './distributions';
import {
  average,
  count,
  derivative,
  max,
  min,
  stddev,
  stdvar,
  sum,
} from './moments';
import { earliest, latest, uniqueCount, uniques } from './values';

/** By name in lower case, as functions ignore case. */
const AGGREGATORS: ReadonlyMap<string, AggregatorFactory> = new Map(
  Object.entries({
    apdex,
    average,
    count,
    derivative,
    earliest,
    filter,
    histogram,
    latest,
    max,
    median,
    min,
    percentage,
    percentile,
    rate,
    stddev,
    stdvar,
    sum,
    uniquecount: uniqueCount,
    uniques,
  }),
);

export function aggregatorOf(name: string): AggregatorFactory | undefined {
  return AGGREGATORS.get(name);
}

export function isAggregator(name: string): boolean {
  return AGGREGATORS.has(name);
}
