import type { RecoveryStatistics } from './api';
import type { Incident } from './facts';

/** Closed by the clock or by a change of the condition: nobody recovered anything. */
const causesThatDoNotCount = new Set([
  'EXPIRED',
  'CONDITION_DELETED',
  'CONDITION_DISABLED',
  'CONDITION_MODIFIED',
]);

/**
 * Time to recover (`closedAt − openedAt`) over the given incidents. Open ones
 * are counted apart; those closed by expiry or by a changed condition leave the
 * statistics.
 */
export function recoveryStatistics(
  incidents: readonly Incident[],
): RecoveryStatistics {
  const seconds: number[] = [];
  let open = 0;
  let excluded = 0;
  for (const { openedAt, closedAt, closeCause } of incidents) {
    if (closedAt === undefined) {
      open++;
    } else if (causesThatDoNotCount.has(closeCause?.toUpperCase() ?? '')) {
      excluded++;
    } else {
      seconds.push(Math.max(0, closedAt - openedAt) / 1000);
    }
  }
  seconds.sort((a, b) => a - b);
  return {
    count: seconds.length,
    open,
    excluded,
    medianSeconds: quantile(seconds, 0.5),
    p90Seconds: quantile(seconds, 0.9),
    meanSeconds: seconds.length
      ? seconds.reduce((sum, value) => sum + value, 0) / seconds.length
      : undefined,
  };
}

/**
 * Linear interpolation between the closest ranks (type 7 of Hyndman and Fan,
 * the usual one): the median of an even number is the middle of its two middle
 * values.
 */
export function quantile(
  sorted: readonly number[],
  fraction: number,
): number | undefined {
  const position = (sorted.length - 1) * fraction;
  const lower = sorted[Math.floor(position)];
  const upper = sorted[Math.ceil(position)];
  if (lower === undefined || upper === undefined) {
    return undefined;
  }
  return lower + (upper - lower) * (position - Math.floor(position));
}
