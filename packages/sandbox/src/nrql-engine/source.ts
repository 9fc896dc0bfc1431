/**
 * What the engine reads: events in columns, each row with a weight.
 *
 * A row stands for `weight` equal events, so that a few rows a minute carry
 * thousands of requests: counts add up weights, averages and percentiles are
 * weighted. A source returns plain typed arrays and may hand out views of what
 * it keeps: the engine never writes to them.
 *
 * @packageDocumentation
 */

/** Texts, as codes into a dictionary; code -1 is a missing value. */
export interface StringColumn {
  type: 'string';
  codes: Int32Array | Int16Array;
  /** Without doubles: equal texts have equal codes. */
  dictionary: readonly string[];
}

/** Numbers; NaN is a missing value. */
export interface NumberColumn {
  type: 'number';
  values: Float64Array | Float32Array;
}

/** 1 is true, 0 is false, -1 is a missing value. */
export interface BooleanColumn {
  type: 'boolean';
  values: Int8Array;
}

export type Column = StringColumn | NumberColumn | BooleanColumn;

export interface EventTable {
  /** Rows; every array has at least this many places, the rest is ignored. */
  length: number;
  /** Epoch milliseconds. Rows need no order. */
  timestamp: Float64Array;
  /** How many events a row stands for: above 0. */
  weight: Float64Array;
  /** By attribute name, `timestamp` left out. An attribute that is not here is missing in every row. */
  columns: ReadonlyMap<string, Column>;
}

export interface ReadOptions {
  accountId: number;
  eventType: string;
  /** Epoch milliseconds, inclusive. */
  begin: number;
  /** Epoch milliseconds, exclusive. */
  end: number;
  /**
   * The width in which the question counts. No bucket boundary is closer to
   * another than this: buckets start at `begin`. A source that keeps several
   * resolutions may give rows as coarse as divides it.
   */
  bucketMillis?: number;
  /** The attributes that the question reads; other columns are not looked at. */
  attributes: ReadonlySet<string> | 'all';
  /**
   * A hint: the question only concerns rows whose attribute has a value that
   * passes. A source may skip other rows, or not: the engine filters anyway.
   * Rows without the attribute may not be skipped.
   */
  accepts?: ReadonlyMap<string, (value: string) => boolean>;
  /** To be called now and then by a source that takes its time. @throws NrqlTimeoutError */
  checkTime?: () => void;
}

/** Where events come from; one for all accounts. */
export interface EventSource {
  /** The event types that the account has data of. */
  eventTypes(accountId: number): string[];
  /**
   * The rows of one event type with `begin <= timestamp < end` (others are
   * ignored), or undefined when the account has no such event type.
   */
  read(options: ReadOptions): EventTable | undefined;
}
