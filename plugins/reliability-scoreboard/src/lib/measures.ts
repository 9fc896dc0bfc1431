import type { Dimension } from '@rocket/plugin-reliability-scoreboard-common';

/** The names of the dimensions, the same on every page. */
export const dimensionTitles: Record<Dimension, string> = {
  quality: 'Service quality',
  coverage: 'Coverage',
  alerts: 'Alerts',
  recovery: 'Time to recover',
};

/** A count of things, with separators. */
export function formatCount(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 0 });
}
