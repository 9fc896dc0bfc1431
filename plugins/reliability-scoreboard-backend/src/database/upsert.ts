import type { Knex } from 'knex';

/** SQLite joins the rows of an insert by UNION ALL, 500 at most. */
const rowsPerStatement = 100;

/** Inserts rows, or replaces those with the same key. */
export async function upsert<Row extends object>(
  knex: Knex,
  options: { table: string; key: Array<keyof Row & string>; rows: Row[] },
): Promise<void> {
  const { table, key, rows } = options;
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await knex(table)
      .insert(rows.slice(start, start + rowsPerStatement))
      .onConflict(key)
      .merge();
  }
}
