import {
  timeRangeSchema,
  type LatencyPercentiles,
  type TimeRange,
} from '@rocket/plugin-critical-paths-common';

/** A percentile of latency that a page can show. */
export type Percentile = keyof LatencyPercentiles;

/** A part of the time axis, epoch milliseconds. */
export interface TimeSpan {
  begin: number;
  end: number;
}

/** All that a reader can choose on these pages. It lives in the URL, so that it can be pasted into a chat. */
export interface PageState {
  range: TimeRange;
  /** Whether the same span one week before is shown as well. */
  compare: boolean;
  /** Tables in the place of charts. */
  table: boolean;
  percentile: Percentile;
  /** The part of the range that the charts are zoomed to. */
  zoom: TimeSpan | undefined;
}

export const percentiles: readonly Percentile[] = ['p50', 'p95', 'p99'];

/** Reads the state of a page; what is missing or not understood is the default. */
export function readPageState(params: URLSearchParams): PageState {
  const range = timeRangeSchema.safeParse(params.get('range'));
  const percentile = params.get('percentile');
  return {
    range: range.success ? range.data : '24h',
    compare: params.get('compare') !== 'none',
    table: params.get('view') === 'table',
    percentile: percentiles.find(known => known === percentile) ?? 'p95',
    zoom: readZoom(params),
  };
}

/** The URL's parameters for a state. Defaults are left out, foreign parameters are kept. */
export function writePageState(
  params: URLSearchParams,
  state: PageState,
): URLSearchParams {
  const { range, compare, table, percentile, zoom } = state;
  const written = new URLSearchParams(params);
  const set = (key: string, value: string | undefined) =>
    value === undefined ? written.delete(key) : written.set(key, value);
  set('range', range === '24h' ? undefined : range);
  set('compare', compare ? undefined : 'none');
  set('view', table ? 'table' : undefined);
  set('percentile', percentile === 'p95' ? undefined : percentile);
  set('from', zoom && new Date(zoom.begin).toISOString());
  set('to', zoom && new Date(zoom.end).toISOString());
  return written;
}

function readZoom(params: URLSearchParams): TimeSpan | undefined {
  const begin = Date.parse(params.get('from') ?? '');
  const end = Date.parse(params.get('to') ?? '');
  return begin < end ? { begin, end } : undefined;
}

const rangeWords: Record<TimeRange, string> = {
  '1h': 'last hour',
  '6h': 'last 6 hours',
  '24h': 'last 24 hours',
  '7d': 'last 7 days',
  '28d': 'last 28 days',
};

/** A range in words: "last 24 hours". */
export function rangeInWords(range: TimeRange): string {
  return rangeWords[range];
}
