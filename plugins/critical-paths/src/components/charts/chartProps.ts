import type { Mark } from '@rocket/plugin-critical-paths-common';
import type { ChartPoint } from '../../lib/chartData';
import type { TimeSpan } from '../../lib/pageState';

/** A line over time, with all that a reader needs to judge it. */
export interface TimeChartProps {
  /** The chart's accessible name: one sentence with its finding. */
  finding: string;
  /** The name of the value, for the table and the crosshair: "p95". */
  valueLabel: string;
  points: readonly ChartPoint[];
  /** The time axis. */
  span: TimeSpan;
  bucketSeconds: number;
  /** The lower and upper end of the value axis. */
  domain: [number, number];
  target: number | undefined;
  format: (value: number) => string;
  /** Whether the same span one week before is drawn, too. */
  compare: boolean;
  marks: readonly Mark[];
  height: number;
  /** A table in the place of the picture. */
  table: boolean;
  /** Called with the stretch of time that the reader dragged over. */
  onZoom: (span: TimeSpan) => void;
}

/** The room beside the plot, in pixels; the strip of marks keeps the same, so that both share one axis. */
export const plotMargin = { left: 68, right: 16 };
