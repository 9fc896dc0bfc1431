import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withoutSpans } from './__testUtils__/withoutSpans';
import { parseNrql } from './parseNrql';
import { printNrql } from './printer';

/** A folder with exported dashboards (JSON), such as a checkout of newrelic/entity-definitions. */
const folder = process.env.NRQL_CORPUS ?? '';

/** All texts under `query` or `nrql` that have a FROM. */
function* queriesIn(node: unknown, key = ''): Generator<string> {
  if (typeof node === 'string') {
    if ((key === 'query' || key === 'nrql') && /\bfrom\b/i.test(node)) {
      yield node;
    }
  } else if (typeof node === 'object' && node !== null) {
    for (const [name, value] of Object.entries(node)) {
      yield* queriesIn(value, name);
    }
  }
}

function readQueries(): string[] {
  const queries = new Set<string>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter(name => name.endsWith('.json'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    try {
      for (const query of queriesIn(JSON.parse(text))) {
        queries.add(query);
      }
    } catch {
      // Templates of dashboards are not always JSON.
    }
  }
  return [...queries];
}

function parses(query: string): boolean {
  try {
    parseNrql(query);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!folder)('queries of real dashboards', () => {
  it('parse, 99 in 100 at least, and print to the same tree', () => {
    const queries = readQueries();
    const failed = queries.filter(query => !parses(query));
    const share = 1 - failed.length / queries.length;
    expect(queries.length).toBeGreaterThan(1000);
    expect(share, failed.join('\n')).toBeGreaterThanOrEqual(0.99);
    for (const query of queries.filter(parses)) {
      const tree = parseNrql(query);
      expect(withoutSpans(parseNrql(printNrql(tree)))).toEqual(
        withoutSpans(tree),
      );
    }
  });
});
