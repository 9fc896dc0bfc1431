import { NrqlQueryNode } from './ast';
import { Cursor } from './parser/cursor';
import { parseQueryClauses } from './parser/parseQuery';

/**
 * Parses one NRQL query. Clauses may stand in any order; functions are parsed
 * as calls whether they exist or not.
 *
 * @throws NrqlSyntaxError when the text is not a query.
 */
export function parseNrql(text: string): NrqlQueryNode {
  const cursor = new Cursor(text);
  const query = parseQueryClauses(cursor);
  if (cursor.peek().type !== 'end') {
    throw cursor.unexpected('end of query');
  }
  return query;
}
