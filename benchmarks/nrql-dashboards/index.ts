import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseNrql, printNrql } from '../../packages/nrql/src';
import { withoutSpans } from '../../packages/nrql/src/__testUtils__/withoutSpans';
import { UserError } from '../../scripts/lib/progress.mjs';
import { atMost, type Benchmark } from '../benchmark';

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

function printsToTheSameTree(query: string): boolean {
  const tree = parseNrql(query);
  return isDeepStrictEqual(
    withoutSpans(parseNrql(printNrql(tree))),
    withoutSpans(tree),
  );
}

export const benchmark: Benchmark = {
  description:
    'Share of the NRQL of real dashboards, from the folder NRQL_CORPUS, that parses and prints to the same tree',

  async run() {
    if (!folder) {
      throw new UserError(
        'NRQL_CORPUS names no folder.',
        'Set it to a folder with exported dashboards in JSON.',
      );
    }
    const queries = readQueries();
    const parsed = queries.filter(parses);
    const kept = parsed.filter(printsToTheSameTree);
    const share = (100 * parsed.length) / queries.length;
    return {
      figures: [
        { name: 'distinct queries', unit: '', value: queries.length },
        { name: 'parsed', unit: '%', value: share },
        {
          name: 'printed to the same tree',
          unit: '% of the parsed',
          value: (100 * kept.length) / parsed.length,
        },
      ],
      goals: [
        atMost('not parsed, %', 100 - share, 1),
        atMost('not printed to the same tree', parsed.length - kept.length, 0),
      ],
    };
  },
};
