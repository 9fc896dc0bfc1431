import { parseEntityRef } from '@backstage/catalog-model';
import type { Mark } from '@rocket/plugin-critical-paths-common';
import { formatDuration, formatTime } from '@rocket/ui';

/**
 * A deployment or an incident as one line: "ledger-writer v2.14 deployed",
 * "Incident on …: …, open"; of many as one, "5 deployments, the newest: …".
 */
export function markInWords(mark: Mark): string {
  const newest = newestInWords(mark);
  return mark.count
    ? `${mark.count} ${mark.type}s, the newest: ${newest}`
    : newest;
}

function newestInWords(mark: Mark): string {
  const component = parseEntityRef(mark.component).name;
  if (mark.type === 'deployment') {
    const version = mark.version ? ` ${mark.version}` : '';
    return `${component}${version} deployed`;
  }
  return `Incident on ${component}: ${mark.title}, ${incidentState(mark)}`;
}

/** How long an incident took, or that it is still open. */
export function incidentState(mark: { at: string; closedAt?: string }): string {
  if (!mark.closedAt) {
    return `open since ${formatTime(mark.at)}`;
  }
  const seconds = (Date.parse(mark.closedAt) - Date.parse(mark.at)) / 1000;
  return `closed after ${formatDuration(seconds)}`;
}

/** Several marks as one line: "1 deployment and 2 incidents from 10:29". */
export function clusterInWords(marks: readonly Mark[]): string {
  const [first] = marks;
  if (marks.length === 1) {
    return `${markInWords(first)}, ${formatTime(first.at)}`;
  }
  const counts = (['deployment', 'incident'] as const).flatMap(type => {
    const count = marks
      .filter(mark => mark.type === type)
      .reduce((sum, mark) => sum + (mark.count ?? 1), 0);
    return count > 0 ? [`${count} ${type}${count > 1 ? 's' : ''}`] : [];
  });
  return `${counts.join(' and ')} from ${formatTime(first.at)}`;
}
