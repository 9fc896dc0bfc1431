import type { Knex } from 'knex';

/** Rows of one statement: SQLite and PostgreSQL both limit the number of bindings. */
export const BATCH = 500;

/**
 * Adds rows, or replaces those with the same key.
 *
 * @param options - The columns of the key, and which others to replace; all when left out.
 */
export async function upsert<Row extends object>(
  client: Knex,
  table: string,
  rows: readonly Row[],
  options: { key: string[]; merge?: string[] },
): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    const query = client(table)
      .insert(rows.slice(from, from + BATCH))
      .onConflict(options.key);
    await (options.merge ? query.merge(options.merge) : query.merge());
  }
}
