import { NrqlQueryNode, parseNrql } from '@rocket/nrql';
import { evaluateNrql, EventSource, Value } from '../../../nrql-engine';
import { Condition } from '../types';

/** TIMESERIES has no more buckets than this. */
export const MOST_WINDOWS = 366;

/** One group of a condition's FACET in one aggregation window; without FACET there is one, with no values. */
export interface WindowValue {
  facets: string[];
  /** Epoch milliseconds, of the window. */
  begin: number;
  end: number;
  value: number;
}

/** What a condition's query is read from. */
export interface QueryOptions {
  query: string;
  accountId: number;
  source: EventSource;
  /** Seconds. */
  width: number;
  /** Seconds; less than the width when windows overlap. */
  step: number;
}

/**
 * The values of a condition's query in the windows that begin from `begin` on
 * and end up to `end`, where there was any event; at most 366 windows.
 *
 * @throws NrqlSyntaxError for what the engine does not know
 */
export function readWindows(
  options: QueryOptions & { begin: number; end: number },
): WindowValue[] {
  const { query, accountId, source, width, step, begin, end } = options;
  const { results } = evaluateNrql({
    query: windowed(parseNrql(query), { width, step, begin, end }),
    accountId,
    source,
    now: end,
  });
  return results.flatMap(row => {
    const value = numberIn(row.value);
    const from = Number(row.beginTimeSeconds) * 1000;
    return value === undefined || row.events === 0
      ? []
      : [
          {
            facets: facetsOf(row.facet),
            begin: from,
            end: from + width * 1000,
            value,
          },
        ];
  });
}

/**
 * The query over windows of time. It counts its events too: a window without
 * any is a gap in the signal, also where the query itself would say 0.
 */
function windowed(
  query: NrqlQueryNode,
  options: { width: number; step: number; begin: number; end: number },
): NrqlQueryNode {
  const { width, step, begin, end } = options;
  const frame = parseNrql(
    `SELECT count(*) AS 'events' FROM any SINCE ${begin} UNTIL ${end} TIMESERIES ${width} seconds ${
      step < width ? `SLIDE BY ${step} seconds` : ''
    } LIMIT MAX`,
  );
  const { since, until, timeseries, slideBy, limit } = frame;
  const [item] = query.select;
  return {
    ...query,
    select: [{ ...item, alias: 'value' }, ...frame.select],
    since,
    until,
    timeseries,
    slideBy,
    limit: query.facet && limit,
  };
}

/** A number, or the first one in the object that percentiles and the like are. */
function numberIn(value: Value): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).find(part => typeof part === 'number')
    : undefined;
}

function facetsOf(facet: Value | undefined): string[] {
  if (facet === undefined) {
    return [];
  }
  return (Array.isArray(facet) ? facet : [facet]).map(String);
}

/** Where and how a condition's query is read. */
export function queryOptionsOf(
  condition: Pick<Condition, 'accountId' | 'nrql' | 'signal'>,
  source: EventSource,
): QueryOptions {
  const { nrql, accountId, signal } = condition;
  return {
    query: nrql.query,
    accountId: nrql.dataAccountId ?? accountId,
    source,
    width: signal.aggregationWindow,
    step: signal.slideBy ?? signal.aggregationWindow,
  };
}
