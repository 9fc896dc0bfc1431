import type {
  Dimension,
  Measure,
} from '@rocket/plugin-reliability-scoreboard-common';
import { formatDuration, formatLatency, formatPercentage } from '@rocket/ui';

/** The names of the dimensions, in the order of every page. */
export const dimensionTitles: Record<Dimension, string> = {
  quality: 'Service quality',
  coverage: 'Coverage',
  alerts: 'Alerts',
  recovery: 'Time to recover',
};

/** A number with the unit people say: "99.98 %", "5 of 6", "12 min". */
export function formatMeasure(
  measure: Measure,
  options?: { nines?: boolean },
): string {
  const { value, unit, of } = measure;
  switch (unit) {
    case 'ratio':
      return formatPercentage(value, options);
    case 'milliseconds':
      return formatLatency(value);
    case 'seconds':
      return formatDuration(value);
    case 'per-day':
      return `${formatCount(value)} a day`;
    case 'yes-no':
      return value === 1 ? 'yes' : 'no';
    default:
      return of === undefined
        ? formatCount(value)
        : `${formatCount(value)} of ${formatCount(of)}`;
  }
}

/** A count of things, with separators and at most one decimal. */
export function formatCount(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

/** Success rates and uptime are read by their nines, shares are not. */
export function formatHeadline(dimension: Dimension, measure: Measure): string {
  return formatMeasure(measure, { nines: dimension === 'quality' });
}
