import type { TimeRange } from '@rocket/plugin-critical-paths-common';
import { formatTime } from '@rocket/ui';
import type { ChartPoint } from './chartData';
import type { Metric, MetricOptions } from './metrics';
import { rangeInWords } from './pageState';

/**
 * What a chart shows, as one sentence for those who do not see it: "Latency of
 * Card authorization: p95 480 ms over the last 24 hours, over the target of
 * 300 ms. Highest 1.9 s at 10:31."
 */
export function chartFinding(options: {
  metric: Metric;
  /** Whose number it is: the title of a path or a step. */
  subject: string;
  /** The number over the whole range in words. */
  valueInWords: string;
  value: number | undefined;
  target: number | undefined;
  points: readonly ChartPoint[];
  range: TimeRange;
  percentile: MetricOptions['percentile'];
}): string {
  const { metric, subject, value, valueInWords, target, range } = options;
  const label = metric.id === 'latency' ? `${options.percentile} ` : '';
  const parts = [
    `${metric.title} of ${subject}: ${label}${valueInWords} over the ${rangeInWords(
      range,
    )}`,
  ];
  if (value !== undefined && target !== undefined) {
    // The one metric with a lower bound, success, is shown as its error rate.
    const side = value > target ? 'over' : 'within';
    parts.push(`, ${side} the target of ${metric.format(target)}`);
  }
  parts.push('.');

  const extreme = extremePoint(options.points, metric.worse);
  if (extreme) {
    const word = metric.worse === 'higher' ? 'Highest' : 'Lowest';
    const time = formatTime(new Date(extreme.time).toISOString());
    parts.push(` ${word} ${metric.format(extreme.value)} at ${time}.`);
  }
  return parts.join('');
}

/** The worst bucket of a line; none when all are the same, or none is known. */
function extremePoint(
  points: readonly ChartPoint[],
  worse: Metric['worse'],
): { time: number; value: number } | undefined {
  const sign = worse === 'higher' ? 1 : -1;
  let extreme: { time: number; value: number } | undefined;
  let differ = false;
  for (const { time, current } of points) {
    if (current === undefined) {
      continue;
    }
    differ ||= extreme !== undefined && current !== extreme.value;
    if (!extreme || current * sign > extreme.value * sign) {
      extreme = { time, value: current };
    }
  }
  return differ ? extreme : undefined;
}
