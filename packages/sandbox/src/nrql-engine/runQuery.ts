import {
  NrqlQueryNode,
  Subquery,
  TimeWindow,
  resolveTimeWindow,
  zoneOfQuery,
} from '@rocket/nrql';
import { Aggregates, aggregate } from './aggregates';
import { Buckets, bucketsOf } from './buckets';
import { Environment } from './Environment';
import { unsupported } from './errors';
import { EventRow, selectEvents } from './events';
import { Value } from './expressions/Compiled';
import { limitOf } from './limits';
import { valuesOfSubquery } from './nested';
import { readTables } from './readTables';
import { isAggregating } from './requirements';
import { QueryContext } from './RowTable';

export type QueryResult =
  | { kind: 'events'; rows: EventRow[]; buckets: Buckets }
  | { kind: 'aggregates'; aggregates: Aggregates; buckets: Buckets };

export interface RunOptions {
  /** Instead of the query's own SINCE and UNTIL. */
  window?: TimeWindow;
  environment: Environment;
  /** Of the current time, when this is the time compared with. */
  fixedGroups?: Value[][];
  /** The current time's buckets, moved into the time compared with. */
  buckets?: Buckets;
}

/** Evaluates one query, outermost or nested, over one window of time. */
export function runQuery(
  query: NrqlQueryNode,
  options: RunOptions,
): QueryResult {
  const { environment, fixedGroups } = options;
  if (query.show) {
    throw unsupported(query, 'SHOW EVENT TYPES');
  }
  if (query.metricFormat) {
    throw unsupported(query.metricFormat, 'WITH METRIC_FORMAT');
  }
  // A limit that is wrong is wrong even where it limits nothing.
  limitOf(query);
  const window =
    options.window ?? resolveTimeWindow(query, { now: environment.now });
  const buckets = options.buckets ?? bucketsOf(query, window);
  const context = createContext(query, environment);
  const tables = readTables(query, { buckets, context, environment });
  return isAggregating(query)
    ? {
        kind: 'aggregates',
        buckets,
        aggregates: aggregate({
          query,
          tables,
          buckets,
          context,
          environment,
          fixedGroups,
        }),
      }
    : { kind: 'events', buckets, rows: selectEvents(query, tables, buckets) };
}

function createContext(
  query: NrqlQueryNode,
  environment: Environment,
): QueryContext {
  const known = new Map<Subquery, Value[]>();
  return {
    zone: zoneOfQuery(query),
    bindings: query.bindings,
    subquery(node) {
      const values = known.get(node) ?? valuesOfSubquery(node, environment);
      known.set(node, values);
      return values;
    },
  };
}
