import type { DriftRow } from '../api/InventoryApi';

const head = ['entity', 'type', 'owner', 'drift', 'level', 'message', 'places'];

/** One line a drift (RFC 4180), of the given kinds or of all. */
export function driftCsv(
  rows: readonly DriftRow[],
  kinds: readonly string[],
): string {
  const lines = rows.flatMap(row =>
    (row.drift ?? [])
      .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
      .map(({ kind, level, message }) => [
        row.entityRef,
        row.type,
        row.owner ?? '',
        kind,
        level,
        message,
        row.places
          .flatMap(({ account, regions }) =>
            regions.map(region => `${account} ${region}`),
          )
          .join('; '),
      ]),
  );
  return [head, ...lines]
    .map(cells => `${cells.map(quote).join(',')}\r\n`)
    .join('');
}

/** Quotes where needed; a text that a spreadsheet would compute is kept a text. */
function quote(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
