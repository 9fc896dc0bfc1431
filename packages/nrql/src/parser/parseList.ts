import { Cursor } from './cursor';

/** One item or more, with commas between them. */
export function parseList<T>(
  cursor: Cursor,
  parseItem: (cursor: Cursor) => T,
): T[] {
  const items = [parseItem(cursor)];
  while (cursor.takeSymbol(',')) {
    items.push(parseItem(cursor));
  }
  return items;
}

/** `AS name`, when it comes next: a word of any kind, a quoted name or a string. */
export function parseAlias(cursor: Cursor): string | undefined {
  if (!cursor.takeWord('AS')) {
    return undefined;
  }
  return parseName(cursor, 'a name');
}

/** A name in any of the ways in which it may be written. */
export function parseName(cursor: Cursor, expected: string): string {
  const token = cursor.peek();
  if (
    token.type !== 'word' &&
    token.type !== 'name' &&
    token.type !== 'string'
  ) {
    throw cursor.unexpected(expected);
  }
  return cursor.next().value;
}
