import { NrqlQueryNode } from '@rocket/nrql';
import { matchRows } from './aggregates';
import { Buckets } from './buckets';
import { invalid } from './errors';
import { Compiled, Value } from './expressions/Compiled';
import { limitOf, offsetOf } from './limits';
import { selectKey } from './naming';
import { RowTable } from './RowTable';

export type EventRow = { [key: string]: Value };

interface Found {
  table: RowTable;
  row: number;
}

/**
 * The events of `SELECT *` or `SELECT attribute, …`, the latest first unless
 * ORDER BY says otherwise. A row that stands for several events is given as
 * often as that.
 */
export function selectEvents(
  query: NrqlQueryNode,
  tables: RowTable[],
  buckets: Buckets,
): EventRow[] {
  const grouping = query.facet ?? query.timeseries;
  if (grouping) {
    throw invalid(
      grouping,
      'FACET and TIMESERIES are not supported on events.',
    );
  }
  const result: EventRow[] = [];
  const end = offsetOf(query) + limitOf(query);
  let passed = 0;
  for (const { table, row } of findFirst(query, tables, buckets, end)) {
    if (passed >= end) {
      break;
    }
    const times = Math.max(1, Math.round(table.weight[row]));
    for (let time = 0; time < times && passed < end; time++) {
      if (passed >= offsetOf(query)) {
        result.push(readEvent(query, table, row));
      }
      passed++;
    }
  }
  return result;
}

/** The first matching rows in the query's order; as many as are needed at most. */
function findFirst(
  query: NrqlQueryNode,
  tables: RowTable[],
  buckets: Buckets,
  count: number,
): Found[] {
  const order = orderOf(query);
  const found: Found[] = [];
  for (const table of tables) {
    const matched = matchRows(table, query, buckets);
    // Tables mostly go forward in time: backwards, the first are found at once.
    for (let row = matched.length - 1; row >= 0; row--) {
      if (matched[row] >= 0) {
        insert(found, { table, row }, { order, count });
      }
    }
  }
  return found;
}

/** Keeps a list in order and not longer than a count. */
function insert(
  found: Found[],
  candidate: Found,
  options: { order: (a: Found, b: Found) => number; count: number },
): void {
  const { order, count } = options;
  if (found.length >= count && order(candidate, found[count - 1]) >= 0) {
    return;
  }
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(candidate, found[middle]) < 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  found.splice(low, 0, candidate);
  if (found.length > count) {
    found.pop();
  }
}

function orderOf(query: NrqlQueryNode): (a: Found, b: Found) => number {
  if (query.orderBy.length === 0) {
    return (a, b) => b.table.timestamp[b.row] - a.table.timestamp[a.row];
  }
  return (a, b) => {
    for (const { expression, direction } of query.orderBy) {
      const order = compareValues(
        a.table.compile(expression).value(a.row),
        b.table.compile(expression).value(b.row),
      );
      if (order !== 0) {
        return direction === 'desc' ? -order : order;
      }
    }
    return 0;
  };
}

/** Null is after everything; values of different types keep apart. */
function compareValues(a: Value, b: Value): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  if (typeof a !== typeof b) {
    return typeof a < typeof b ? -1 : 1;
  }
  return a < b ? -1 : Number(a > b);
}

function readEvent(
  query: NrqlQueryNode,
  table: RowTable,
  row: number,
): EventRow {
  const event: EventRow = {};
  for (const item of query.select) {
    if (item.expression.kind === 'star') {
      for (const name of table.data.columns.keys()) {
        const value = readAttribute(table, name).value(row);
        // An event has only the attributes that it was sent with.
        if (value !== null) {
          event[name] = value;
        }
      }
    } else {
      event[selectKey(item)] = table.compile(item.expression).value(row);
    }
  }
  event.timestamp ??= table.timestamp[row];
  return event;
}

function readAttribute(table: RowTable, name: string): Compiled {
  return table.attribute({
    kind: 'attribute',
    name,
    span: { start: 0, end: 0, line: 1, position: 1 },
  });
}
