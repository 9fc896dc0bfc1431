import { nerdGraphError } from '../errors';

/**
 * One page of a list. Its cursor says where in which list to go on: `of` names
 * the list, and the cursor of another one is refused.
 *
 * @throws GraphQLError for a cursor that is not of this list
 */
export function pageOf<T>(
  items: readonly T[],
  options: { cursor: string | null | undefined; size: number; of: string },
): { items: readonly T[]; nextCursor: string | null } {
  const { cursor, size, of } = options;
  const start = cursor ? readCursor(cursor, of) : 0;
  const end = start + size;
  return {
    items: items.slice(start, end),
    nextCursor:
      end < items.length
        ? Buffer.from(JSON.stringify({ offset: end, of })).toString('base64')
        : null,
  };
}

function readCursor(cursor: string, of: string): number {
  try {
    const decoded: unknown = JSON.parse(
      Buffer.from(cursor, 'base64').toString('utf8'),
    );
    if (
      typeof decoded === 'object' &&
      decoded !== null &&
      'offset' in decoded &&
      typeof decoded.offset === 'number' &&
      'of' in decoded &&
      decoded.of === of
    ) {
      return decoded.offset;
    }
  } catch {
    // Not one of ours: refused below.
  }
  throw nerdGraphError('Invalid cursor', { errorClass: 'BAD_USER_INPUT' });
}
