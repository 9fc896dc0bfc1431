/**
 * The tree of an NRQL query.
 *
 * It holds what a query means, not how it was typed: clauses may stand in any
 * order in the text, keywords in any case, names with or without back-ticks;
 * the tree of two such texts is the same, spans aside. `printNrql` writes it in
 * one canonical form.
 *
 * @packageDocumentation
 */

/** Where a node stands in the text that it was parsed from. */
export interface SourceSpan {
  /** Offset of the first character, from 0, in UTF-16 units. */
  start: number;
  /** Offset after the last character. */
  end: number;
  /** Line of the first character, from 1. */
  line: number;
  /** Position of the first character in its line, from 1. */
  position: number;
}

/** What every node has. */
interface Node<Kind extends string> {
  kind: Kind;
  span: SourceSpan;
}

// ---------------------------------------------------------------- the query

/** A whole query, or a nested one in parentheses. */
export interface NrqlQueryNode extends Node<'query'> {
  /** `SHOW EVENT TYPES` instead of SELECT and FROM, which are empty then. */
  show?: 'eventTypes';
  select: SelectItem[];
  /** Empty only when the query reads nothing but its own `WITH … AS` values. */
  from: Source[];
  joins: Join[];
  /** `WITH aparse(message, '*:*') AS (name, value)`. */
  bindings: Binding[];
  /** Several WHERE clauses are one, joined by AND. */
  where?: Expression;
  facet?: Facet;
  orderBy: OrderItem[];
  limit?: Limit;
  offset?: NumberLiteral | TemplateVariable;
  since?: TimePoint;
  until?: TimePoint;
  /** IANA name or offset, as in `WITH TIMEZONE 'America/Sao_Paulo'`. */
  timezone?: StringLiteral | TemplateVariable;
  compareWith?: TimePoint;
  timeseries?: BucketWidth;
  /** Only with `timeseries`. */
  slideBy?: BucketWidth;
  extrapolate: boolean;
  /** `WITH METRIC_FORMAT 'pattern'`. */
  metricFormat?: StringLiteral;
}

export interface SelectItem extends Node<'selectItem'> {
  expression: Expression;
  alias?: string;
}

/** What FROM names: event types, nested queries, lookup tables. */
export type Source = EventType | Subquery | Call | TemplateVariable;

export interface EventType extends Node<'eventType'> {
  name: string;
}

/** A query in parentheses: in FROM, in JOIN, or as a value such as in `IN (…)`. */
export interface Subquery extends Node<'subquery'> {
  query: NrqlQueryNode;
}

export interface Join extends Node<'join'> {
  type: 'inner' | 'left';
  source: Subquery | Call;
  /** `ON left = right`; without `right` both sides have the same name. */
  left: Expression;
  right?: Expression;
}

export interface Binding extends Node<'binding'> {
  expression: Expression;
  /** One name, or several for functions that give several values. */
  names: string[];
}

export interface Facet extends Node<'facet'> {
  items: FacetItem[];
  /** `FACET … ORDER BY …`: what picks and sorts the groups instead of the first SELECT item. */
  orderBy: OrderItem[];
}

export interface FacetItem extends Node<'facetItem'> {
  expression: Expression;
  /** `CASES(…) OR attribute`: the group of what fits none of the cases. */
  otherwise?: Expression;
  alias?: string;
}

export interface OrderItem extends Node<'orderItem'> {
  expression: Expression;
  /** Undefined when the text does not say. */
  direction?: 'asc' | 'desc';
}

export type Limit = NumberLiteral | LimitMax | TemplateVariable;

export type LimitMax = Node<'max'>;

/** The width of TIMESERIES buckets, or of the step of SLIDE BY. */
export type BucketWidth =
  Node<'auto'> | Node<'max'> | Duration | TemplateVariable;

// -------------------------------------------------------------- expressions

export type Expression =
  | StringLiteral
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | Duration
  | Star
  | Attribute
  | TemplateVariable
  | List
  | Call
  | Index
  | Negation
  | Arithmetic
  | Comparison
  | Like
  | In
  | Is
  | Not
  | Logical
  | Subquery;

/** `'text'`, `"text"` or `r'text'`; `value` is decoded. */
export interface StringLiteral extends Node<'string'> {
  value: string;
}

/** Never negative: a minus before it is a `Negation`. */
export interface NumberLiteral extends Node<'number'> {
  value: number;
}

export interface BooleanLiteral extends Node<'boolean'> {
  value: boolean;
}

export type NullLiteral = Node<'null'>;

export type TimeUnit =
  | 'millisecond'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year';

/** `5 minutes`. */
export interface Duration extends Node<'duration'> {
  amount: number;
  unit: TimeUnit;
}

/** The star of `SELECT *` and `count(*)`. */
export type Star = Node<'star'>;

/** An attribute's whole name, without back-ticks: `http.statusCode`. A `%` stands for any text in metric names. */
export interface Attribute extends Node<'attribute'> {
  name: string;
}

/** `{{name}}`, replaced by a dashboard before the query is sent. */
export interface TemplateVariable extends Node<'variable'> {
  name: string;
}

/** `{a, b}`, as in `dimensions(include: {host, appName})`. */
export interface List extends Node<'list'> {
  items: Attribute[];
}

/** A call of any function, known to this package or not. */
export interface Call extends Node<'call'> {
  /** As written; functions ignore case: compare with `functionName(call)`. */
  name: string;
  arguments: Argument[];
}

/** What stands between the parentheses of a call. */
export type Argument =
  Expression | LabelledArgument | AliasedArgument | WhereArgument;

/** `t: 0.5`. */
export interface LabelledArgument extends Node<'labelled'> {
  label: string;
  value: Expression;
}

/** `podName AS 'pod'`, as in `tuple(…)`. */
export interface AliasedArgument extends Node<'aliased'> {
  value: Expression;
  alias: string;
}

/** `WHERE condition` of filter and percentage; `WHERE condition AS 'name'` of cases and funnel; `cases(condition AS 'name')` is the same. */
export interface WhereArgument extends Node<'where'> {
  condition: Expression;
  alias?: string;
}

/** `base[key]`, of arrays and parsed objects. */
export interface Index extends Node<'index'> {
  base: Expression;
  key: Expression;
}

export interface Negation extends Node<'negation'> {
  operand: Expression;
}

export interface Arithmetic extends Node<'arithmetic'> {
  operator: '+' | '-' | '*' | '/' | '%';
  left: Expression;
  right: Expression;
}

/** `<>` is kept as `!=`. */
export interface Comparison extends Node<'comparison'> {
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=';
  left: Expression;
  right: Expression;
}

/** `LIKE` has `%` wildcards and ignores case; `RLIKE` is a regular expression (RE2). */
export interface Like extends Node<'like'> {
  operator: 'LIKE' | 'RLIKE';
  negated: boolean;
  operand: Expression;
  pattern: Expression;
}

export interface In extends Node<'in'> {
  negated: boolean;
  operand: Expression;
  /** Values, or one subquery. */
  values: Expression[];
}

export interface Is extends Node<'is'> {
  negated: boolean;
  operand: Expression;
  test: 'null' | 'true' | 'false';
}

export interface Not extends Node<'not'> {
  operand: Expression;
}

export interface Logical extends Node<'logical'> {
  operator: 'AND' | 'OR';
  left: Expression;
  right: Expression;
}

// --------------------------------------------------------------------- time

/** A moment, as SINCE, UNTIL and COMPARE WITH name it. */
export type TimePoint =
  Now | Ago | Epoch | CalendarDate | NamedDay | NamedPeriod | TemplateVariable;

export type Now = Node<'now'>;

/** `3 hours ago`; in the other direction `3 hours from now`. */
export interface Ago extends Node<'ago'> {
  amount: number;
  unit: TimeUnit;
  direction: 'past' | 'future';
}

/** A bare number: seconds or milliseconds since 1970, told apart by its size. */
export interface Epoch extends Node<'epoch'> {
  value: number;
}

/** A date in quotes, such as `'2026-03-01 10:00'`, or bare in ISO 8601; kept as written. */
export interface CalendarDate extends Node<'date'> {
  text: string;
}

export type Weekday =
  | 'monday'
  | 'tuesday'
  | 'wednesday'
  | 'thursday'
  | 'friday'
  | 'saturday'
  | 'sunday';

/** Midnight of a day, or a time in it with `at`. A weekday is the last one before now. */
export interface NamedDay extends Node<'day'> {
  day: 'today' | 'yesterday' | 'tomorrow' | Weekday;
  /** Seconds after midnight: `AT '17:30'` is 63000. */
  atSeconds?: number;
}

/** The beginning of a period: `this week`, `last month`, `last monday`. */
export interface NamedPeriod extends Node<'period'> {
  which: 'this' | 'last' | 'next';
  unit: TimeUnit | Weekday;
}

/** The function that a call names, in lower case. */
export function functionName(call: Call): string {
  return call.name.toLowerCase();
}
