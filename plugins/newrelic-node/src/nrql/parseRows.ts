import type { z } from 'zod';
import { NewRelicError } from '../NewRelicError';
import { describeShape } from '../nerdgraph/response';

/**
 * Checks every row.
 *
 * @throws NewRelicError that shows the query and the shape of the row, never
 * its values
 */
export function parseRows<R>(
  rows: readonly unknown[],
  options: { row: z.ZodType<R>; query: string; accountId: number },
): R[] {
  const { row: schema, query, accountId } = options;
  return rows.map((row, index) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) {
      return parsed.data;
    }
    const [issue] = parsed.error.issues;
    const place = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
    throw new NewRelicError(
      `Row ${index} has an unexpected shape${place}: ${
        issue?.message
      } in ${describeShape(row)}, answered to: ${query}`,
      { kind: 'unexpected-shape', query, accountId },
    );
  });
}
