import { NrqlQueryNode } from '@rocket/nrql';
import { Buckets } from './buckets';
import { Environment } from './Environment';
import { invalid, unsupported } from './errors';
import { tableOfQuery } from './nested';
import { Requirements, requirementsOf } from './requirements';
import { QueryContext, RowTable, TableData } from './RowTable';

/** A question about times of day needs rows at least this fine. */
const MINUTE = 60_000;

const NO_ROWS = {
  length: 0,
  timestamp: new Float64Array(),
  weight: new Float64Array(),
  columns: new Map(),
};

/** All rows that a query may be about, in its part of time. */
export function readTables(
  query: NrqlQueryNode,
  options: {
    buckets: Buckets;
    context: QueryContext;
    environment: Environment;
    /** A further hint; see `ReadOptions.accepts`. */
    accepts?: ReadonlyMap<string, (value: string) => boolean>;
  },
): RowTable[] {
  const { buckets, context, environment } = options;
  const { attributes, usesTimestamp, ...required } = requirementsOf(query);
  const accepts = both(required.accepts, options.accepts ?? new Map());
  if (query.joins.length) {
    throw unsupported(query.joins[0], 'JOIN');
  }
  const resolutions = [
    ...(query.timeseries ? [buckets.step] : []),
    ...(usesTimestamp ? [MINUTE] : []),
  ];
  const tables: TableData[] = [];
  for (const source of query.from) {
    switch (source.kind) {
      case 'subquery':
        tables.push(tableOfQuery(source.query, { buckets, environment }));
        break;
      case 'call':
        throw unsupported(source, `FROM ${source.name}()`);
      case 'variable':
        throw invalid(
          source,
          `template variable {{${source.name}}} has no value`,
        );
      default:
        for (const accountId of environment.accountIds) {
          const table = environment.source.read({
            accountId,
            eventType: source.name,
            begin: buckets.begin,
            end: buckets.end,
            bucketMillis: resolutions.length
              ? Math.min(...resolutions)
              : undefined,
            attributes,
            accepts,
            checkTime: environment.checkTime,
          });
          tables.push({
            ...(table ?? NO_ROWS),
            eventType: source.name,
            accountId,
          });
        }
    }
    environment.checkTime();
  }
  if (query.from.length === 0) {
    throw unsupported(query, 'a query without FROM');
  }
  return tables.map(data => new RowTable(data, context));
}

/** What passes two hints. */
function both(
  first: Requirements['accepts'],
  second: Requirements['accepts'],
): Requirements['accepts'] {
  const merged = new Map(first);
  for (const [name, accepts] of second) {
    const others = first.get(name);
    merged.set(
      name,
      others ? value => others(value) && accepts(value) : accepts,
    );
  }
  return merged;
}
