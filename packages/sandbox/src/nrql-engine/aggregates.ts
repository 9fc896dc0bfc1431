import { Call, Expression, NrqlQueryNode } from '@rocket/nrql';
import { AggregatePass } from './AggregatePass';
import { Buckets, spreadOverBuckets } from './buckets';
import { Environment } from './Environment';
import { invalid } from './errors';
import { Compiled, Value } from './expressions/Compiled';
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
  const { query, tables, buckets, environment } = options;
  const groups = query.facet && new FacetGroups(query.facet);
  const rows = tables.map((table): GroupedRows => {
    const matched = matchRows(table, query, buckets);
    groups?.assign(table, matched);
    environment.checkTime();
    return { table, groups: matched };
  });
  const chosen = groups ? chooseGroups(options, groups, rows) : [0];
  const places = new Int32Array(groups?.count ?? 1).fill(-1);
  chosen.forEach((group, place) => {
    if (group >= 0) {
      places[group] = place;
    }
  });
  const facetsOf = (place: number) =>
    options.fixedGroups?.[place] ?? (groups ? groups.key(chosen[place]) : []);
  return {
    rows: computeRows(options, rows, {
      places: chosen.length,
      placeOf: group => (group >= 0 ? places[group] : -1),
      facetsOf,
    }),
    groups: chosen.map((_, place) => facetsOf(place)),
    total: () =>
      computeRows(options, rows, {
        places: 1,
        placeOf: group => (group === UNMATCHED ? -1 : 0),
        facetsOf: () => [],
      }),
    other: () =>
      computeRows(options, rows, {
        places: 1,
        placeOf: group =>
          group === UNGROUPED || (group >= 0 && places[group] < 0) ? 0 : -1,
        facetsOf: () => [],
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

/** The numbers of the groups to give, in order; -1 for a fixed one that has no rows. */
function chooseGroups(
  options: AggregateOptions,
  groups: FacetGroups,
  rows: GroupedRows[],
): number[] {
  const { query, buckets, context, environment, fixedGroups } = options;
  if (fixedGroups) {
    const known = new Map<string, number>();
    for (let group = 0; group < groups.count; group++) {
      known.set(JSON.stringify(groups.key(group)), group);
    }
    return fixedGroups.map(key => known.get(JSON.stringify(key)) ?? -1);
  }
  const first = query.select[0].expression;
  const ranking = rankingOf(first);
  const selector = query.facet?.orderBy[0];
  if (selector?.direction === 'asc') {
    throw invalid(selector, 'FACET … ORDER BY is always descending');
  }
  const sortExpression = ranking.by ?? countOf(first, { kind: 'star' });
  const pass = new AggregatePass(
    [
      sortExpression,
      selector?.expression ?? sortExpression,
      countOf(first, ranking.present ?? { kind: 'star' }),
    ],
    {
      slots: groups.count,
      slotMillis: buckets.end - buckets.begin,
      context,
    },
  );
  for (const { table, groups: slots } of rows) {
    pass.add({ table, slots });
    environment.checkTime();
  }
  const eligible: number[] = [];
  for (let group = 0; group < groups.count; group++) {
    // Groups of rows that no one counts have no weight; those without the value are left out.
    if (pass.result(2).number(group) > 0) {
      eligible.push(group);
    }
  }
  const names = new Map(
    eligible.map(group => [group, JSON.stringify(groups.key(group))]),
  );
  const byRank = (ranks: Compiled) => {
    const known = Float64Array.from({ length: groups.count }, (_, group) =>
      rankOf(ranks.value(group)),
    );
    return (a: number, b: number) =>
      known[a] === known[b]
        ? compareTexts(names.get(a) ?? '', names.get(b) ?? '')
        : known[b] - known[a];
  };
  return eligible
    .sort(byRank(pass.result(1)))
    .slice(0, limitOf(query))
    .sort(byRank(pass.result(0)));
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
    places: number;
    placeOf(group: number): number;
    facetsOf(place: number): Value[];
  },
): AggregateRow[] {
  const { query, buckets, context, environment } = options;
  const pass = new AggregatePass(
    query.select.map(item => item.expression),
    {
      slots: layout.places * buckets.count,
      slotMillis: buckets.width,
      context,
    },
  );
  for (const { table, groups } of rows) {
    const bases = groups.map(layout.placeOf);
    for (const slots of spreadOverBuckets(bases, table.timestamp, buckets)) {
      pass.add({ table, slots });
      environment.checkTime();
    }
  }
  const keys = query.select.map(selectKey);
  const result: AggregateRow[] = [];
  for (let place = 0; place < layout.places; place++) {
    const facets = layout.facetsOf(place);
    for (let bucket = 0; bucket < buckets.count; bucket++) {
      const slot = place * buckets.count + bucket;
      const values = Object.fromEntries(
        keys.map((key, item) => [key, pass.result(item).value(slot)]),
      );
      result.push({ facets, bucket, values });
    }
  }
  return result;
}
