import { DriftRow } from './api';

const HEADER = [
  'entity_ref',
  'title',
  'type',
  'owner',
  'places',
  'kind',
  'level',
  'message',
];

/** RFC 4180, with a header and a row for each drift. */
export function driftCsv(rows: readonly DriftRow[]): string {
  const lines = rows.flatMap(row => {
    const places = row.places.map(place => `${place.account} ${place.region}`);
    return (row.drift ?? []).map(({ kind, level, message }) => [
      row.entityRef,
      row.title,
      row.type,
      row.owner ?? '',
      places.join(', '),
      kind,
      level,
      message,
    ]);
  });
  return [HEADER, ...lines]
    .map(line => `${line.map(toField).join(',')}\r\n`)
    .join('');
}

function toField(value: string): string {
  // A spreadsheet would run what begins like this.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
