import type { Line, TimeAxis } from '@rocket/plugin-critical-paths-common';
import type { TimeSpan } from './pageState';

/** One bucket of a chart. What is not known is missing, which is not zero. */
export interface ChartPoint {
  /** When the bucket begins, epoch milliseconds. */
  time: number;
  current: number | undefined;
  previous: number | undefined;
}

/** The span of an axis, epoch milliseconds. */
export function axisSpan(axis: TimeAxis): TimeSpan {
  return { begin: Date.parse(axis.begin), end: Date.parse(axis.end) };
}

/** The points of a line that lie in the span. */
export function chartPoints(options: {
  axis: TimeAxis;
  line: Line;
  span: TimeSpan;
}): ChartPoint[] {
  const { axis, line, span } = options;
  const width = axis.bucketSeconds * 1000;
  const begin = Date.parse(axis.begin);
  const points = new Array<ChartPoint>();
  for (let index = 0; index < axis.length; index += 1) {
    const time = begin + index * width;
    if (time + width > span.begin && time <= span.end) {
      points.push({
        time,
        current: line.current[index] ?? undefined,
        previous: line.previous[index] ?? undefined,
      });
    }
  }
  return points;
}

/** The stretches of time of which nothing is known: runs of points without a current value. */
export function unknownSpans(options: {
  points: readonly ChartPoint[];
  bucketSeconds: number;
}): TimeSpan[] {
  const width = options.bucketSeconds * 1000;
  const spans = new Array<TimeSpan>();
  for (const { time, current } of options.points) {
    const last = spans.at(-1);
    if (current !== undefined) {
      continue;
    }
    if (last?.end === time) {
      last.end = time + width;
    } else {
      spans.push({ begin: time, end: time + width });
    }
  }
  return spans;
}

const floors = [0.9999, 0.999, 0.99, 0.95, 0.9, 0.8, 0.5];

/**
 * The lower and upper end of a chart's value axis, around all its points and
 * the target. From zero, or, for rates near 100 %, from the highest round floor
 * that leaves nothing out.
 */
export function valueDomain(options: {
  points: readonly ChartPoint[];
  target: number | undefined;
  from: 'zero' | 'floor';
}): [number, number] {
  const { points, target, from } = options;
  const values = points.flatMap(point => [point.current, point.previous]);
  const known = [...values, target].filter(value => value !== undefined);
  if (from === 'floor') {
    const least = Math.min(...known, 1);
    return [floors.find(floor => floor <= least) ?? 0, 1];
  }
  return [0, roundAbove(Math.max(...known, 0))];
}

/** The next number above that people count in, with a little air: 1, 2, 3, 4, 5, 6, 8 or 10 times a power of ten. */
function roundAbove(value: number): number {
  if (value <= 0) {
    return 1;
  }
  const wanted = value * 1.05;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 3, 4, 5, 6, 8].find(item => item * power >= wanted);
  return (factor ?? 10) * power;
}
