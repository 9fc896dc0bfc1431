import type { z } from 'zod';
import { NewRelicError } from '../NewRelicError';
import { describeShape } from '../nerdgraph/response';

/**
 * Reads the rows of an answer in the shape that was asked for.
 *
 * @throws NewRelicError that shows the query and the shape of what does not
 * fit, never its values
 */
export function parseResult<T>(
  rows: readonly unknown[],
  options: { result: z.ZodType<T>; query: string; accountId: number },
): T {
  const { result, query, accountId } = options;
  const parsed = result.safeParse(rows);
  if (parsed.success) {
    return parsed.data;
  }
  const [{ path, message }] = parsed.error.issues;
  const [index, ...inside] = path;
  const ofRow = typeof index === 'number';
  const place = (ofRow ? inside : path).map(String).join('.');
  throw new NewRelicError(
    `${ofRow ? `Row ${index}` : 'The answer'} has an unexpected shape${
      place && ` at ${place}`
    }: ${message} in ${describeShape(
      ofRow ? rows[index] : rows,
    )}, answered to: ${query}`,
    { kind: 'unexpected-shape', query, accountId },
  );
}
