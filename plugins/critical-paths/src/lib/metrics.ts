import type {
  Line,
  PathObjectives,
  Series,
  StepObjectives,
  WindowNumbers,
} from '@rocket/plugin-critical-paths-common';
import { formatLatency, formatPercentage, formatThroughput } from '@rocket/ui';
import type { Percentile } from './pageState';

export type MetricId = 'uptime' | 'throughput' | 'error-rate' | 'latency';

/** What the metrics of a page depend on. */
export interface MetricOptions {
  percentile: Percentile;
}

/** How one of the four numbers is taken from an answer, written and judged. */
export interface Metric {
  id: MetricId;
  /** The name of its dashboard. */
  title: string;
  /** The short name of the number itself: "p95" for latency. */
  label(options: MetricOptions): string;
  line(series: Series, options: MetricOptions): Line;
  /** Missing when there is nothing to tell, or too little. */
  value(numbers: WindowNumbers, options: MetricOptions): number | undefined;
  /** What is asked for, in the metric's own unit; not every metric has a target. */
  target(
    objectives: PathObjectives | StepObjectives | undefined,
    options: MetricOptions,
  ): number | undefined;
  format(value: number): string;
  /** Which way is worse, for the extreme that a chart's name tells. */
  worse: 'higher' | 'lower';
  /** A rate near 100 % is drawn from a floor; counts and others from zero. */
  axisFrom: 'zero' | 'floor';
}

export const metrics: Record<MetricId, Metric> = {
  uptime: {
    id: 'uptime',
    title: 'Uptime',
    label: () => 'uptime',
    line: series => series.uptime,
    value: numbers => numbers.uptime,
    // An objective is about requests; uptime counts minutes.
    target: () => undefined,
    format: value => formatPercentage(value, { nines: true }),
    worse: 'lower',
    axisFrom: 'floor',
  },
  throughput: {
    id: 'throughput',
    title: 'Throughput',
    label: () => 'throughput',
    line: series => series.throughput,
    value: numbers => numbers.throughput,
    target: () => undefined,
    format: formatThroughput,
    worse: 'lower',
    axisFrom: 'zero',
  },
  'error-rate': {
    id: 'error-rate',
    title: 'Error rate',
    label: () => 'error rate',
    line: series => series.errorRate,
    value: numbers => (numbers.tooFewEvents ? undefined : numbers.errorRate),
    target: objectives =>
      objectives?.successRate === undefined
        ? undefined
        : (100 - objectives.successRate) / 100,
    format: value => formatPercentage(value),
    worse: 'higher',
    axisFrom: 'zero',
  },
  latency: {
    id: 'latency',
    title: 'Latency',
    label: ({ percentile }) => percentile,
    line: (series, { percentile }) => series.latency[percentile],
    value: (numbers, { percentile }) =>
      numbers.tooFewEvents ? undefined : numbers.latency?.[percentile],
    target: (objectives, { percentile }) => objectives?.latency?.[percentile],
    format: formatLatency,
    worse: 'higher',
    axisFrom: 'zero',
  },
};

/** In the order in which the pages show them. */
export const metricList = Object.values(metrics);

/** A metric's number in words, or why there is none. */
export function metricInWords(
  metric: Metric,
  numbers: WindowNumbers,
  options: MetricOptions,
): string {
  const value = metric.value(numbers, options);
  if (value !== undefined) {
    return metric.format(value);
  }
  return numbers.tooFewEvents && numbers.validRequests > 0
    ? 'too few events'
    : 'no data';
}
