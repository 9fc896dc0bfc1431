import type { ChartPoint } from '../../lib/chartData';

/** A known value between two gaps, which a line alone would not show. Nothing for all other points. */
export function LonePoint(props: {
  cx?: number;
  cy?: number;
  index?: number;
  points: readonly ChartPoint[];
}) {
  const { cx, cy, index = 0, points } = props;
  const known = (at: number) => points[at]?.current !== undefined;
  if (!known(index) || known(index - 1) || known(index + 1)) {
    return <g />;
  }
  return <circle cx={cx} cy={cy} r={2} fill="var(--rocket-series)" />;
}
