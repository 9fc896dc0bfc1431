import {
  NrqlQueryNode,
  Subquery,
  TimeWindow,
  resolveTimeWindow,
  zoneOfQuery,
} from '@rocket/nrql';
import { AggregateOptions, Aggregates, aggregate } from './aggregates';
import { Buckets, bucketsOf } from './buckets';
import { Environment } from './Environment';
import { unsupported } from './errors';
import { EventRow, selectEvents } from './events';
import { Value } from './expressions/Compiled';
import { limitOf } from './limits';
import { acceptGroups, rankingQueryOf } from './narrow';
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
  if (!isAggregating(query)) {
    const tables = readTables(query, { buckets, context, environment });
    return {
      kind: 'events',
      buckets,
      rows: selectEvents(query, tables, buckets),
    };
  }
  const common = { query, buckets, context, environment };
  return {
    kind: 'aggregates',
    buckets,
    aggregates: fixedGroups
      ? aggregateGroups(fixedGroups, common)
      : aggregateChosen(common),
  };
}

type Common = Omit<AggregateOptions, 'tables' | 'fixedGroups'>;

/** Chooses the groups first, if that takes less reading, and reads the rest of them alone. */
function aggregateChosen(options: Common): Aggregates {
  const { buckets, context, environment } = options;
  const query = rankingQueryOf(options.query);
  if (!query) {
    const tables = readTables(options.query, options);
    return aggregate({ ...options, tables });
  }
  const whole = { ...buckets, width: buckets.end - buckets.begin, count: 1 };
  const tables = readTables(query, { buckets: whole, context, environment });
  const { groups } = aggregate({ ...options, query, buckets: whole, tables });
  return aggregateGroups(groups, options);
}

/** Reads of the groups alone; all other rows only when somebody asks for them. */
function aggregateGroups(groups: Value[][], options: Common): Aggregates {
  const { query } = options;
  const accepts = acceptGroups(query, groups);
  const chosen = aggregate({
    ...options,
    tables: readTables(query, { ...options, accepts }),
    fixedGroups: groups,
  });
  let all: Aggregates | undefined;
  const readAll = () => {
    all ??= aggregate({
      ...options,
      tables: readTables(query, options),
      fixedGroups: groups,
    });
    return all;
  };
  return {
    ...chosen,
    total: () => readAll().total(),
    other: () => readAll().other(),
  };
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
