import { parseEntityRef } from '@backstage/catalog-model';
import type { Mark } from '@rocket/plugin-critical-paths-common';
import { formatDuration, formatTime } from '@rocket/ui';

/** A deployment or an incident as one line: "ledger-writer v2.14 deployed", "Incident: … on ledger-writer, open". */
export function markInWords(mark: Mark): string {
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
