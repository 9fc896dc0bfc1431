import type {
  Freshness,
  PathStatus,
  PathSummary,
} from '@rocket/plugin-critical-paths-common';

/** Worst first. */
const statuses: PathStatus[] = ['down', 'degraded', 'unknown', 'healthy'];

/** How many paths there are and how they are: "5 critical paths: 1 degraded, 4 healthy". */
export function summaryInWords(
  paths: ReadonlyArray<Pick<PathSummary, 'status'>>,
): string {
  const counts = statuses
    .map(status => ({
      status,
      count: paths.filter(path => path.status === status).length,
    }))
    .filter(({ count }) => count > 0);
  const noun = paths.length === 1 ? 'critical path' : 'critical paths';
  if (counts.length === 0) {
    return `0 ${noun}`;
  }
  return `${paths.length} ${noun}: ${counts
    .map(({ status, count }) => `${count} ${status}`)
    .join(', ')}`;
}

/** The freshness of a page over several paths: that of its oldest numbers. */
export function oldestFreshness(
  paths: ReadonlyArray<Pick<PathSummary, 'freshness'>>,
): Freshness | undefined {
  return paths
    .map(({ freshness }) => freshness)
    .filter(({ observedAt }) => observedAt !== undefined)
    .sort((a, b) => (a.observedAt ?? '').localeCompare(b.observedAt ?? ''))
    .at(0);
}
