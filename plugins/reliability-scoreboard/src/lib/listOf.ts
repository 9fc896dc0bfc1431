const listFormat = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "alerts", "alerts and coverage", "0, 1 and 2". */
export function listOf(items: ReadonlyArray<string | number>): string {
  return listFormat.format(items.map(String));
}
