import { Call, Expression, NrqlQueryNode } from '@rocket/nrql';
import { AggregatePass } from './AggregatePass';
import { Buckets, spreadOverBuckets } from './buckets';
import { Environment } from './Environment';
import { invalid } from './errors';
import { Value } from './expressions/Compiled';
import { FacetGroups, UNGROUPED, UNMATCHED, rankOf, rankingOf } from './facets';
import { limitOf } from './limits';
import { selectKey } from './naming';
import { QueryContext, RowTable } from './RowTable';

/** The values of one group in one bucket of time. */
export interface AggregateRow {
  /** Values of the facets; none without FACET. */
  facets: Value[];
  bucket: number;
  values: { [key: string]: Value };
}

export interface Aggregates {
  rows: AggregateRow[];
  /** The chosen groups' facets, in order. */
  groups: Value[][];
  /** Over all rows that meet WHERE: one row for each bucket. */
  total(): AggregateRow[];
  /** Over those in none of the chosen groups. */
  other(): AggregateRow[];
}

export interface AggregateOptions {
  query: NrqlQueryNode;
  tables: RowTable[];
  buckets: Buckets;
  context: QueryContext;
  environment: Environment;
  /** Groups chosen before, as COMPARE WITH keeps those of the current time. */
  fixedGroups?: Value[][];
}

interface GroupedRows {
  table: RowTable;
  /** The group of each row, or `UNMATCHED` or `UNGROUPED`. */
  groups: Int32Array;
}

/** Evaluates SELECT, FACET and TIMESERIES of aggregators over tables. */
export function aggregate(options: AggregateOptions): Aggregates {
  const { query, tables, buckets, environment, fixedGroups } = options;
  const groups = query.facet && new FacetGroups(query.facet);
  const rows = tables.map((table): GroupedRows => {
    const matched = matchRows(table, query, buckets);
    groups?.assign(table, matched);
    environment.checkTime();
    return { table, groups: matched };
  });
  const choice = groups
    ? chooseGroups(options, groups, rows)
    : { groups: [0], keys: [[]] };
  const keys = fixedGroups ?? choice.keys;
  const places = new Int32Array(groups?.count ?? 1).fill(-1);
  choice.groups.forEach((group, place) => {
    if (group >= 0) {
      places[group] = place;
    }
  });
  return {
    rows:
      choice.rows ??
      computeRows(options, rows, {
        keys,
        placeOf: group => (group >= 0 ? places[group] : -1),
      }),
    groups: keys,
    total: () =>
      computeRows(options, rows, {
        keys: [[]],
        placeOf: group => (group === UNMATCHED ? -1 : 0),
      }),
    other: () =>
      computeRows(options, rows, {
        keys: [[]],
        placeOf: group =>
          group === UNGROUPED || (group >= 0 && places[group] < 0) ? 0 : -1,
      }),
  };
}

/** 0 for rows in time that meet WHERE, `UNMATCHED` for others. */
export function matchRows(
  table: RowTable,
  query: NrqlQueryNode,
  window: { begin: number; end: number },
): Int32Array {
  const { begin, end } = window;
  const { timestamp, length } = table;
  const condition = query.where && table.compile(query.where);
  const matched = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const inTime = timestamp[row] >= begin && timestamp[row] < end;
    if (!inTime || (condition && !condition.truth(row))) {
      matched[row] = UNMATCHED;
    }
  }
  return matched;
}

interface GroupChoice {
  /** Their numbers, in order; -1 for a fixed one that has no rows. */
  groups: number[];
  keys: Value[][];
  /** When the values had to be computed for the choice already. */
  rows?: AggregateRow[];
}

function chooseGroups(
  options: AggregateOptions,
  groups: FacetGroups,
  rows: GroupedRows[],
): GroupChoice {
  const { query, buckets, context, environment, fixedGroups } = options;
  if (fixedGroups) {
    const known = new Map<string, number>();
    for (let group = 0; group < groups.count; group++) {
      known.set(JSON.stringify(groups.key(group)), group);
    }
    return {
      groups: fixedGroups.map(key => known.get(JSON.stringify(key)) ?? -1),
      keys: fixedGroups,
    };
  }
  const selector = query.facet?.orderBy[0];
  if (selector?.direction === 'asc') {
    throw invalid(selector, 'FACET … ORDER BY is always descending');
  }
  // Without TIMESERIES the values that rank are those of the result; where many
  // groups go, only what ranks them is worked out for all.
  const isWhole = buckets.count === 1 && groups.count <= limitOf(query);
  const expressions = isWhole ? query.select.map(item => item.expression) : [];
  const indexOf = (expression: Expression) => {
    const known = expressions.indexOf(expression);
    return known >= 0 ? known : expressions.push(expression) - 1;
  };
  const first = query.select[0].expression;
  const ranking = rankingOf(first);
  const sortIndex = indexOf(ranking.by ?? countOf(first, { kind: 'star' }));
  const selectIndex = selector ? indexOf(selector.expression) : sortIndex;
  const presentIndex = indexOf(
    countOf(first, ranking.present ?? { kind: 'star' }),
  );
  const pass = new AggregatePass(expressions, {
    slots: groups.count,
    slotMillis: buckets.end - buckets.begin,
    context,
  });
  for (const { table, groups: slots } of rows) {
    pass.add({ table, slots });
    environment.checkTime();
  }
  const present = pass.result(presentIndex);
  const candidates = Array.from({ length: groups.count }, (_, group) => group)
    .filter(group => present.number(group) > 0)
    .map(group => ({
      group,
      key: groups.key(group),
      name: JSON.stringify(groups.key(group)),
      select: rankOf(pass.result(selectIndex).value(group)),
      sort: rankOf(pass.result(sortIndex).value(group)),
    }));
  const byRank =
    (rank: 'select' | 'sort') =>
    (a: (typeof candidates)[number], b: (typeof candidates)[number]) =>
      a[rank] === b[rank] ? compareTexts(a.name, b.name) : b[rank] - a[rank];
  const chosen = candidates
    .sort(byRank('select'))
    .slice(0, limitOf(query))
    .sort(byRank('sort'));
  return {
    groups: chosen.map(({ group }) => group),
    keys: chosen.map(({ key }) => key),
    rows: isWhole
      ? chosen.map(({ group, key }) => ({
          facets: key,
          bucket: 0,
          values: readValues(query, pass, group),
        }))
      : undefined,
  };
}

/** The values of all SELECT items, which are a pass's first expressions. */
function readValues(
  query: NrqlQueryNode,
  pass: AggregatePass,
  slot: number,
): AggregateRow['values'] {
  return Object.fromEntries(
    query.select.map((item, index) => [
      selectKey(item),
      pass.result(index).value(slot),
    ]),
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** `count(…)`, said to stand where another expression stands. */
function countOf(
  place: Expression,
  argument: Expression | { kind: 'star' },
): Call {
  const { span } = place;
  return {
    kind: 'call',
    name: 'count',
    arguments: [{ span, ...argument } as Expression],
    span,
  };
}

function computeRows(
  options: AggregateOptions,
  rows: GroupedRows[],
  layout: {
    /** The facets of each place in the result. */
    keys: Value[][];
    /** The place of a group, or below 0. */
    placeOf(group: number): number;
  },
): AggregateRow[] {
  const { query, buckets, context, environment } = options;
  const { keys, placeOf } = layout;
  const pass = new AggregatePass(
    query.select.map(item => item.expression),
    {
      slots: keys.length * buckets.count,
      slotMillis: buckets.width,
      context,
    },
  );
  for (const { table, groups } of rows) {
    const bases = groups.map(placeOf);
    for (const slots of spreadOverBuckets(bases, table.timestamp, buckets)) {
      pass.add({ table, slots });
      environment.checkTime();
    }
  }
  return keys.flatMap((facets, place) =>
    Array.from({ length: buckets.count }, (_, bucket) => ({
      facets,
      bucket,
      values: readValues(query, pass, place * buckets.count + bucket),
    })),
  );
}
