import {
  NrqlQueryNode,
  parseNrql,
  printTimePoint,
  resolveTimeWindow,
} from '@rocket/nrql';
import { AggregateRow } from './aggregates';
import { Buckets } from './buckets';
import { Environment, createTimeCheck } from './Environment';
import { unsupported } from './errors';
import { Value } from './expressions/Compiled';
import { facetName } from './naming';
import { QueryResult, runQuery } from './runQuery';
import { EventSource } from './source';

export interface EvaluateNrqlOptions {
  /** A text, or its tree. */
  query: string | NrqlQueryNode;
  /** One account, or several that are read as one. */
  accountId: number | readonly number[];
  source: EventSource;
  /** Epoch milliseconds. */
  now: number;
  /** Of real time; unlimited unless said. */
  timeoutMillis?: number;
}

export type ResultRow = { [key: string]: Value };

/** The fields of NerdGraph's `NrdbResultContainer`, in its shapes; null as there. */
export interface NrqlEvaluation {
  results: ResultRow[];
  /** With COMPARE WITH only; so is `previousResults`. */
  currentResults: ResultRow[] | null;
  previousResults: ResultRow[] | null;
  /** With FACET only, and a list with TIMESERIES; computed when read. */
  readonly otherResult: ResultRow | ResultRow[] | null;
  readonly totalResult: ResultRow | ResultRow[] | null;
  metadata: {
    eventTypes: string[];
    facets: string[] | null;
    messages: string[];
    timeWindow: {
      /** Epoch milliseconds, as TIMESERIES cut them. */
      begin: number;
      end: number;
      compareWith: string | null;
      since: string;
      until: string;
    };
  };
}

/**
 * Evaluates an NRQL query as New Relic's database does: its defaults, limits
 * and shapes.
 *
 * @throws NrqlSyntaxError for what is not NRQL, is wrong, or is not supported
 * here; it names the position.
 * @throws NrqlTimeoutError when the time is used up.
 */
export function evaluateNrql(options: EvaluateNrqlOptions): NrqlEvaluation {
  const { accountId, source, now, timeoutMillis } = options;
  const query =
    typeof options.query === 'string'
      ? parseNrql(options.query)
      : options.query;
  const { compareWith, ...window } = resolveTimeWindow(query, { now });
  const environment: Environment = {
    source,
    accountIds: typeof accountId === 'number' ? [accountId] : accountId,
    now,
    window,
    checkTime: createTimeCheck(timeoutMillis),
  };
  const current = runQuery(query, { window, environment });
  const { buckets } = current;
  const rows = shapeRows(query, current);
  let previousRows: ResultRow[] | null = null;
  if (compareWith && query.compareWith) {
    if (current.kind === 'events') {
      throw unsupported(query.compareWith, 'COMPARE WITH on events');
    }
    const previous = runQuery(query, {
      environment: { ...environment, window: compareWith },
      fixedGroups: query.facet && current.aggregates.groups,
      buckets: moved(buckets, compareWith.end - window.end),
    });
    previousRows = label(shapeRows(query, previous), 'previous');
  }
  const currentRows = previousRows ? label(rows, 'current') : rows;
  return {
    results: [...currentRows, ...(previousRows ?? [])],
    currentResults: previousRows && currentRows,
    previousResults: previousRows,
    get otherResult() {
      return summary(query, current, 'other');
    },
    get totalResult() {
      return summary(query, current, 'total');
    },
    metadata: {
      eventTypes: query.from.flatMap(from =>
        from.kind === 'eventType' ? [from.name] : [],
      ),
      facets: query.facet?.items.map(facetName) ?? null,
      messages: [],
      timeWindow: {
        begin: buckets.begin,
        end: buckets.end,
        compareWith: query.compareWith
          ? printTimePoint(query.compareWith).toUpperCase()
          : null,
        since: query.since
          ? printTimePoint(query.since).toUpperCase()
          : '60 MINUTES AGO',
        until: query.until ? printTimePoint(query.until).toUpperCase() : 'NOW',
      },
    },
  };
}

function moved(buckets: Buckets, by: number): Buckets {
  return { ...buckets, begin: buckets.begin + by, end: buckets.end + by };
}

function label(rows: ResultRow[], comparison: string): ResultRow[] {
  return rows.map(row => ({ ...row, comparison }));
}

function shapeRows(query: NrqlQueryNode, result: QueryResult): ResultRow[] {
  return result.kind === 'events'
    ? result.rows
    : result.aggregates.rows.map(row => shapeRow(query, result.buckets, row));
}

/** One row: its facets, its bucket of time, its values. */
function shapeRow(
  query: NrqlQueryNode,
  buckets: Buckets,
  row: AggregateRow,
): ResultRow {
  return {
    ...shapeFacets(query, row.facets),
    ...(query.timeseries && {
      beginTimeSeconds: seconds(buckets.begin + row.bucket * buckets.step),
      endTimeSeconds: seconds(
        buckets.begin + row.bucket * buckets.step + buckets.width,
      ),
    }),
    ...row.values,
  };
}

function seconds(millis: number): number {
  return Math.floor(millis / 1000);
}

/** One facet is there under its own name too, several only as a list. */
function shapeFacets(query: NrqlQueryNode, facets: Value[]): ResultRow {
  if (!query.facet || facets.length === 0) {
    return {};
  }
  if (facets.length > 1) {
    return { facet: facets };
  }
  return { facet: facets[0], [facetName(query.facet.items[0])]: facets[0] };
}

function summary(
  query: NrqlQueryNode,
  result: QueryResult,
  which: 'other' | 'total',
): ResultRow | ResultRow[] | null {
  if (!query.facet || result.kind === 'events') {
    return null;
  }
  const rows = result.aggregates[which]().map(row =>
    shapeRow(query, result.buckets, row),
  );
  return query.timeseries ? rows : rows[0];
}
