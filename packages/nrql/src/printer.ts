import {
  Argument,
  BucketWidth,
  Expression,
  FacetItem,
  Join,
  NrqlQueryNode,
  OrderItem,
  SelectItem,
  Source,
  TimePoint,
} from './ast';
import { isKeyword } from './keywords';
import { ADDITION, AND, NOT, PRIMARY, UNARY, strength } from './strength';
import { quoteName, quoteRawString, quoteString } from './quote';

/**
 * Writes a query in one canonical form, on one line: FROM, WITH, SELECT, WHERE,
 * FACET and so on, names back-ticked only where they must be. Parsing what it
 * writes gives the same tree, spans aside.
 */
export function printNrql(node: NrqlQueryNode | Expression): string {
  return node.kind === 'query' ? printQuery(node) : printExpression(node);
}

function printQuery(query: NrqlQueryNode): string {
  const { facet, limit } = query;
  const clauses: Array<[string, string | undefined]> = [
    ['SHOW EVENT TYPES', query.show && ''],
    ['FROM', list(query.from, printSource)],
    ...query.joins.map(
      join => [joinWord(join), printJoin(join)] as [string, string],
    ),
    ['WITH', list(query.bindings, printBinding)],
    ['SELECT', list(query.select, printSelectItem)],
    ['WHERE', query.where && printExpression(query.where)],
    // Behind FACET it would be FACET's own.
    ['ORDER BY', list(query.orderBy, printOrderItem)],
    ['FACET', facet && list(facet.items, printFacetItem)],
    ['ORDER BY', facet && list(facet.orderBy, printOrderItem)],
    ['LIMIT', limit && (limit.kind === 'max' ? 'MAX' : printExpression(limit))],
    ['OFFSET', query.offset && printExpression(query.offset)],
    ['SINCE', query.since && printTimePoint(query.since)],
    ['UNTIL', query.until && printTimePoint(query.until)],
    ['COMPARE WITH', query.compareWith && printTimePoint(query.compareWith)],
    ['TIMESERIES', query.timeseries && printWidth(query.timeseries)],
    ['SLIDE BY', query.slideBy && printWidth(query.slideBy)],
    ['EXTRAPOLATE', query.extrapolate ? '' : undefined],
    ['WITH TIMEZONE', query.timezone && printExpression(query.timezone)],
    [
      'WITH METRIC_FORMAT',
      query.metricFormat && printExpression(query.metricFormat),
    ],
  ];
  return clauses
    .filter(([, text]) => text !== undefined)
    .map(([word, text]) => (text ? `${word} ${text}` : word))
    .join(' ');
}

function list<T>(items: T[], print: (item: T) => string): string | undefined {
  return items.length ? items.map(print).join(', ') : undefined;
}

function alias(name: string | undefined): string {
  return name === undefined ? '' : ` AS ${quoteString(name)}`;
}

function printName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}\p{N}_]+)*$/u.test(name) &&
    !isKeyword(name)
    ? name
    : quoteName(name);
}

function printSource(source: Source): string {
  return source.kind === 'eventType'
    ? printName(source.name)
    : printExpression(source);
}

function joinWord(join: Join): string {
  return join.type === 'left' ? 'LEFT JOIN' : 'JOIN';
}

function printJoin(join: Join): string {
  const right = join.right ? ` = ${printOperand(join.right, ADDITION)}` : '';
  return `${printExpression(join.source)} ON ${printOperand(join.left, ADDITION)}${right}`;
}

function printBinding(binding: NrqlQueryNode['bindings'][number]): string {
  const names = binding.names.map(quoteName);
  return `${printOperand(binding.expression, ADDITION)} AS ${
    names.length === 1 ? names[0] : `(${names.join(', ')})`
  }`;
}

function printSelectItem(item: SelectItem): string {
  return printExpression(item.expression) + alias(item.alias);
}

function printFacetItem(item: FacetItem): string {
  const { expression, otherwise } = item;
  // A bare OR here would be read as `… OR otherwise`.
  const main = printOperand(expression, AND);
  const rest = otherwise ? ` OR ${printExpression(otherwise)}` : '';
  return main + rest + alias(item.alias);
}

function printOrderItem(item: OrderItem): string {
  const direction = item.direction ? ` ${item.direction.toUpperCase()}` : '';
  return printOperand(item.expression, ADDITION) + direction;
}

export function printTimePoint(time: TimePoint): string {
  switch (time.kind) {
    case 'now':
      return 'NOW';
    case 'ago':
      return `${plural(time)} ${time.direction === 'past' ? 'AGO' : 'FROM NOW'}`;
    case 'epoch':
      return printNumber(time.value);
    case 'date':
      return quoteString(time.text);
    case 'day':
      return time.atSeconds === undefined
        ? time.day.toUpperCase()
        : `${time.day.toUpperCase()} AT '${clock(time.atSeconds)}'`;
    case 'period':
      return `${time.which} ${time.unit}`.toUpperCase();
    case 'variable':
      return printExpression(time);
    default:
      return unknownNode(time);
  }
}

function clock(seconds: number): string {
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map(part => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}

function printWidth(width: BucketWidth): string {
  return width.kind === 'auto' || width.kind === 'max'
    ? width.kind.toUpperCase()
    : printExpression(width);
}

function plural(node: { amount: number; unit: string }): string {
  return `${printNumber(node.amount)} ${node.unit}${node.amount === 1 ? '' : 's'}`;
}

/** Without an exponent where one would lose nothing; never with a sign. */
function printNumber(value: number): string {
  return String(value);
}

function printOperand(node: Expression, atLeast: number): string {
  const text = printExpression(node);
  return strength(node) < atLeast ? `(${text})` : text;
}

function printExpression(node: Expression): string {
  const own = strength(node);
  switch (node.kind) {
    case 'string':
      return quoteString(node.value);
    case 'number':
      return printNumber(node.value);
    case 'boolean':
      return node.value ? 'TRUE' : 'FALSE';
    case 'null':
      return 'NULL';
    case 'star':
      return '*';
    case 'duration':
      return plural(node);
    case 'attribute':
      return printName(node.name);
    case 'variable':
      return `{{${node.name}}}`;
    case 'list':
      return `{${list(node.items, printExpression)}}`;
    case 'call':
      return `${node.name}(${node.arguments
        .map((argument, index) => printArgument(argument, node.name, index))
        .join(', ')})`;
    case 'index':
      return `${printOperand(node.base, PRIMARY)}[${printOperand(node.key, ADDITION)}]`;
    case 'negation':
      // Two dashes would be a comment.
      return `-${node.operand.kind === 'negation' ? `(${printExpression(node.operand)})` : printOperand(node.operand, UNARY)}`;
    case 'arithmetic':
      return `${printOperand(node.left, own)} ${node.operator} ${printOperand(node.right, own + 1)}`;
    case 'comparison':
      return `${printOperand(node.left, ADDITION)} ${node.operator} ${printOperand(node.right, ADDITION)}`;
    case 'like':
      return `${printOperand(node.operand, ADDITION)} ${not(node)}${node.operator} ${
        node.operator === 'RLIKE' && node.pattern.kind === 'string'
          ? quoteRawString(node.pattern.value)
          : printOperand(node.pattern, ADDITION)
      }`;
    case 'in':
      return `${printOperand(node.operand, ADDITION)} ${not(node)}IN ${printInValues(node.values)}`;
    case 'is':
      return `${printOperand(node.operand, ADDITION)} IS ${not(node)}${node.test.toUpperCase()}`;
    case 'not':
      return `NOT ${printOperand(node.operand, NOT)}`;
    case 'logical':
      return `${printOperand(node.left, own)} ${node.operator} ${printOperand(node.right, own + 1)}`;
    case 'subquery':
      return `(${printQuery(node.query)})`;
    default:
      return unknownNode(node);
  }
}

function not(node: { negated: boolean }): string {
  return node.negated ? 'NOT ' : '';
}

function printInValues(values: Expression[]): string {
  const [first] = values;
  return values.length === 1 && first.kind === 'subquery'
    ? printExpression(first)
    : `(${values.map(value => printOperand(value, ADDITION)).join(', ')})`;
}

function printArgument(
  argument: Argument,
  calledFunction: string,
  index: number,
): string {
  switch (argument.kind) {
    case 'where':
      return `WHERE ${printExpression(argument.condition)}${alias(argument.alias)}`;
    case 'labelled':
      return `${argument.label}: ${printExpression(argument.value)}`;
    case 'aliased':
      return printExpression(argument.value) + alias(argument.alias);
    case 'string':
      return calledFunction.toLowerCase() === 'capture' && index === 1
        ? quoteRawString(argument.value)
        : quoteString(argument.value);
    default:
      return printExpression(argument);
  }
}

function unknownNode(node: never): never {
  throw new TypeError(`Not a node of an NRQL query: ${JSON.stringify(node)}`);
}
