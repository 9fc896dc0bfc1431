import { NrqlQueryNode, Subquery } from '@rocket/nrql';
import { Buckets } from './buckets';
import { Environment } from './Environment';
import { invalid } from './errors';
import { Value } from './expressions/Compiled';
import { facetName } from './naming';
import { runQuery } from './runQuery';
import { AnyColumn, TableData } from './RowTable';
import { Column } from './source';

/** The result of a query in FROM, as a table of events that each count once. */
export function tableOfQuery(
  query: NrqlQueryNode,
  options: { buckets: Buckets; environment: Environment },
): TableData {
  const outermost = query.since ?? query.until ?? query.compareWith;
  if (outermost) {
    throw invalid(
      outermost,
      'SINCE, UNTIL and COMPARE WITH belong to the outermost query',
    );
  }
  const records = recordsOf(query, options);
  const names = new Set(records.flatMap(record => Object.keys(record)));
  const timestamp = Float64Array.from(records, record =>
    Number(record.timestamp),
  );
  names.delete('timestamp');
  return {
    length: records.length,
    timestamp,
    weight: new Float64Array(records.length).fill(1),
    columns: new Map(
      [...names].map(name => [
        name,
        columnOf(records.map(record => record[name] ?? null)),
      ]),
    ),
    eventType: '',
    accountId: options.environment.accountIds[0],
  };
}

function recordsOf(
  query: NrqlQueryNode,
  options: { buckets: Buckets; environment: Environment },
): Array<{ [key: string]: Value }> {
  const { buckets, environment } = options;
  const { begin, end } = buckets;
  const result = runQuery(query, {
    window: { begin, end },
    environment,
  });
  if (result.kind === 'events') {
    return result.rows;
  }
  const facetNames = query.facet?.items.map(facetName) ?? [];
  const { step } = result.buckets;
  return result.aggregates.rows.map(({ facets, bucket, values }) => ({
    ...Object.fromEntries(
      facetNames.map((name, position) => [name, facets[position]]),
    ),
    ...values,
    timestamp: result.buckets.begin + bucket * step,
  }));
}

function columnOf(values: Value[]): Column | AnyColumn {
  const isAll = (type: string) =>
    values.every(value => value === null || typeof value === type);
  if (isAll('number')) {
    return {
      type: 'number',
      values: Float64Array.from(values, value =>
        typeof value === 'number' ? value : NaN,
      ),
    };
  }
  if (isAll('string')) {
    const codes = new Map<string, number>();
    return {
      type: 'string',
      codes: Int32Array.from(values, value => {
        if (typeof value !== 'string') {
          return -1;
        }
        codes.set(value, codes.get(value) ?? codes.size);
        return codes.get(value) ?? -1;
      }),
      dictionary: [...codes.keys()],
    };
  }
  return { type: 'any', values };
}

/** What a subquery in an expression gives: its first SELECT item, `uniques` as a list. */
export function valuesOfSubquery(
  node: Subquery,
  environment: Environment,
): Value[] {
  const { query } = node;
  const result = runQuery(query, {
    window: query.since || query.until ? undefined : environment.window,
    environment,
  });
  const rows =
    result.kind === 'events'
      ? result.rows
      : result.aggregates.rows.map(row => row.values);
  return rows.flatMap(row => {
    const [first] = Object.values(row);
    return Array.isArray(first) ? first : [first];
  });
}
