import {
  Binding,
  Call,
  FacetItem,
  Join,
  Limit,
  NrqlQueryNode,
  NumberLiteral,
  OrderItem,
  SelectItem,
  Source,
  SourceSpan,
  StringLiteral,
  Subquery,
  TemplateVariable,
} from '../ast';
import { NrqlSyntaxError } from '../errors';
import { isReserved } from '../keywords';
import { Cursor } from './cursor';
import {
  parseConjunction,
  parseExpression,
  parseValue,
  parseVariable,
} from './parseExpression';
import { parseAlias, parseList, parseName } from './parseList';
import { parseBucketWidth, parseTimePoint } from './parseTime';

/** Whether `(` and then the beginning of a query come next. */
export function isQueryStart(cursor: Cursor): boolean {
  const { type, value } = cursor.peek(1);
  return (
    cursor.isSymbol('(') &&
    type === 'word' &&
    ['SELECT', 'FROM', 'WITH'].includes(value.toUpperCase())
  );
}

export function parseSubquery(cursor: Cursor): Subquery {
  const { span } = cursor.expectSymbol('(');
  const query = parseQueryClauses(cursor);
  cursor.expectSymbol(')', 'a clause');
  return { kind: 'subquery', query, span: cursor.spanFrom(span) };
}

type Clause = (cursor: Cursor, query: NrqlQueryNode) => void;

/** All clauses by their first words; a longer beginning stands first. */
const CLAUSES: ReadonlyArray<readonly [string[], Clause]> = [
  [['SHOW', 'EVENT', 'TYPES'], showClause],
  [['SELECT'], selectClause],
  [['FROM'], fromClause],
  [['INNER', 'JOIN'], joinClause('inner')],
  [['LEFT', 'JOIN'], joinClause('left')],
  [['JOIN'], joinClause('inner')],
  [['WHERE'], whereClause],
  [['FACET'], facetClause],
  [['ORDER', 'BY'], (cursor, query) => (query.orderBy = parseOrder(cursor))],
  [['LIMIT'], (cursor, query) => (query.limit = parseLimit(cursor))],
  [['OFFSET'], (cursor, query) => (query.offset = parseCount(cursor))],
  [['SINCE'], (cursor, query) => (query.since = parseTimePoint(cursor))],
  [['UNTIL'], (cursor, query) => (query.until = parseTimePoint(cursor))],
  [['WITH', 'TIMEZONE'], timezoneClause],
  [['WITH', 'METRIC_FORMAT'], metricFormatClause],
  [['WITH'], withClause],
  [
    ['COMPARE', 'WITH'],
    (cursor, query) => (query.compareWith = parseTimePoint(cursor)),
  ],
  [['TIMESERIES'], timeseriesClause],
  [['SLIDE', 'BY'], slideByClause],
  [['EXTRAPOLATE'], (_, query) => (query.extrapolate = true)],
];

/** A query up to the end of the text or to a closing parenthesis. */
export function parseQueryClauses(cursor: Cursor): NrqlQueryNode {
  const start = cursor.peek().span;
  const query: NrqlQueryNode = {
    kind: 'query',
    select: [],
    from: [],
    joins: [],
    bindings: [],
    orderBy: [],
    extrapolate: false,
    span: start,
  };
  const seen = new Set<Clause>();
  for (;;) {
    const entry = CLAUSES.find(([words]) => cursor.isWord(...words));
    if (!entry) {
      break;
    }
    const [words, clause] = entry;
    const repeatable = clause === whereClause || words.includes('JOIN');
    if (seen.has(clause) && !repeatable) {
      throw cursor.unexpected(`a single ${words.join(' ')} clause`);
    }
    seen.add(clause);
    cursor.takeWord(...words);
    clause(cursor, query);
  }
  query.span = cursor.spanFrom(start);
  checkComplete(cursor, query);
  return query;
}

/** Every query needs SELECT, and FROM unless it only reads its own values. */
function checkComplete(cursor: Cursor, query: NrqlQueryNode): void {
  const atEnd = cursor.peek().type === 'end' || cursor.isSymbol(')');
  const expected: string[] = [];
  if (!query.show && query.select.length === 0) {
    expected.push('SELECT');
  }
  if (!query.show && query.from.length === 0 && query.bindings.length === 0) {
    expected.push('FROM');
  }
  if (expected.length) {
    throw cursor.unexpected(...expected);
  }
  if (!atEnd) {
    throw cursor.unexpected(
      "','",
      'an operator',
      'a clause such as WHERE, FACET or SINCE',
    );
  }
}

function showClause(_cursor: Cursor, query: NrqlQueryNode): void {
  query.show = 'eventTypes';
}

function selectClause(cursor: Cursor, query: NrqlQueryNode): void {
  query.select = parseList(cursor, parseSelectItem);
}

function parseSelectItem(cursor: Cursor): SelectItem {
  const { span } = cursor.peek();
  const expression = parseExpression(cursor);
  const alias = parseAlias(cursor);
  return {
    kind: 'selectItem',
    expression,
    alias,
    span: cursor.spanFrom(span),
  };
}

function fromClause(cursor: Cursor, query: NrqlQueryNode): void {
  query.from = parseList(cursor, parseSource);
}

function parseSource(cursor: Cursor): Source {
  const token = cursor.peek();
  if (token.type === 'variable') {
    return parseVariable(cursor);
  }
  if (isQueryStart(cursor)) {
    return parseSubquery(cursor);
  }
  if (cursor.takeSymbol('(')) {
    const source = parseSource(cursor);
    cursor.expectSymbol(')');
    return source;
  }
  if (token.type === 'word' && cursor.isSymbol('(', 1)) {
    return parseLookup(cursor);
  }
  if (
    token.type === 'name' ||
    token.type === 'string' ||
    (token.type === 'word' && !isReserved(token.value))
  ) {
    cursor.next();
    return { kind: 'eventType', name: token.value, span: token.span };
  }
  throw cursor.unexpected('an event type', 'a subquery');
}

/** `lookup(table)`. */
function parseLookup(cursor: Cursor): Call {
  const call = parseValue(cursor);
  if (call.kind !== 'call') {
    throw NrqlSyntaxError.at(call.span, {
      found: cursor.text.slice(call.span.start, call.span.end),
      expected: ['an event type', 'a lookup table', 'a subquery'],
    });
  }
  return call;
}

function joinClause(type: Join['type']): Clause {
  return (cursor, query) => {
    const { span } = cursor.peek();
    const source = isQueryStart(cursor)
      ? parseSubquery(cursor)
      : parseLookup(cursor);
    cursor.expectWord('ON');
    const left = parseValue(cursor);
    const right = cursor.takeSymbol('=') ? parseValue(cursor) : undefined;
    query.joins.push({
      kind: 'join',
      type,
      source,
      left,
      right,
      span: cursor.spanFrom(span),
    });
  };
}

function whereClause(cursor: Cursor, query: NrqlQueryNode): void {
  const condition = parseExpression(cursor);
  query.where = query.where
    ? {
        kind: 'logical',
        operator: 'AND',
        left: query.where,
        right: condition,
        span: cursor.spanFrom(query.where.span),
      }
    : condition;
}

function facetClause(cursor: Cursor, query: NrqlQueryNode): void {
  const { span } = cursor.peek();
  const items = parseList(cursor, parseFacetItem);
  const orderBy = cursor.takeWord('ORDER', 'BY') ? parseOrder(cursor) : [];
  query.facet = { kind: 'facet', items, orderBy, span: cursor.spanFrom(span) };
}

function parseFacetItem(cursor: Cursor): FacetItem {
  const { span } = cursor.peek();
  const expression = parseConjunction(cursor);
  const otherwise = cursor.takeWord('OR') ? parseExpression(cursor) : undefined;
  const alias = parseAlias(cursor);
  return {
    kind: 'facetItem',
    expression,
    otherwise,
    alias,
    span: cursor.spanFrom(span),
  };
}

function parseOrder(cursor: Cursor): OrderItem[] {
  return parseList(cursor, () => {
    const { span } = cursor.peek();
    const expression = parseValue(cursor);
    const direction = (['asc', 'desc'] as const).find(word =>
      cursor.takeWord(word.toUpperCase()),
    );
    return {
      kind: 'orderItem',
      expression,
      direction,
      span: cursor.spanFrom(span),
    };
  });
}

function parseLimit(cursor: Cursor): Limit {
  const { span } = cursor.peek();
  return cursor.takeWord('MAX') ? { kind: 'max', span } : parseCount(cursor);
}

function parseCount(cursor: Cursor): NumberLiteral | TemplateVariable {
  const token = cursor.peek();
  if (token.type === 'variable') {
    return parseVariable(cursor);
  }
  if (token.type !== 'number' || !Number.isInteger(Number(token.value))) {
    throw cursor.unexpected('a whole number', 'MAX');
  }
  cursor.next();
  return { kind: 'number', value: Number(token.value), span: token.span };
}

function parseText(cursor: Cursor): StringLiteral {
  const token = cursor.peek();
  if (token.type !== 'string') {
    throw cursor.unexpected('a text in quotes');
  }
  cursor.next();
  return { kind: 'string', value: token.value, span: token.span };
}

function timezoneClause(cursor: Cursor, query: NrqlQueryNode): void {
  query.timezone =
    cursor.peek().type === 'variable'
      ? parseVariable(cursor)
      : parseText(cursor);
}

function metricFormatClause(cursor: Cursor, query: NrqlQueryNode): void {
  query.metricFormat = parseText(cursor);
}

function withClause(cursor: Cursor, query: NrqlQueryNode): void {
  query.bindings.push(...parseList(cursor, parseBinding));
}

function parseBinding(cursor: Cursor): Binding {
  const { span } = cursor.peek();
  const expression = parseValue(cursor);
  cursor.expectWord('AS');
  const names: string[] = [];
  if (cursor.takeSymbol('(')) {
    names.push(...parseList(cursor, () => parseName(cursor, 'a name')));
    cursor.expectSymbol(')', "','");
  } else {
    names.push(parseName(cursor, 'a name'));
  }
  return { kind: 'binding', expression, names, span: cursor.spanFrom(span) };
}

function timeseriesClause(cursor: Cursor, query: NrqlQueryNode): void {
  const span: SourceSpan = cursor.peek().span;
  query.timeseries = parseBucketWidth(cursor) ?? {
    kind: 'auto',
    span: { ...span, end: span.start },
  };
}

function slideByClause(cursor: Cursor, query: NrqlQueryNode): void {
  const step = parseBucketWidth(cursor);
  if (!step) {
    throw cursor.unexpected('a width such as 1 minute', 'AUTO', 'MAX');
  }
  query.slideBy = step;
}
