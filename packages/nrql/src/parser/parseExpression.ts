import {
  Argument,
  Arithmetic,
  Attribute,
  Comparison,
  Expression,
  TemplateVariable,
} from '../ast';
import { isReserved, timeUnitOf } from '../keywords';
import { Cursor } from './cursor';
import { parseAlias, parseList, parseName } from './parseList';
import { isQueryStart, parseSubquery } from './parseQuery';

/** An expression of any kind; conditions are expressions too. */
export function parseExpression(cursor: Cursor): Expression {
  return parseOr(cursor);
}

function parseOr(cursor: Cursor): Expression {
  let left = parseConjunction(cursor);
  while (cursor.takeWord('OR')) {
    const right = parseConjunction(cursor);
    const span = cursor.spanFrom(left.span);
    left = { kind: 'logical', operator: 'OR', left, right, span };
  }
  return left;
}

/** An expression without an OR of its own. */
export function parseConjunction(cursor: Cursor): Expression {
  let left = parseNot(cursor);
  while (cursor.takeWord('AND')) {
    const right = parseNot(cursor);
    const span = cursor.spanFrom(left.span);
    left = { kind: 'logical', operator: 'AND', left, right, span };
  }
  return left;
}

function parseNot(cursor: Cursor): Expression {
  const start = cursor.peek().span;
  if (cursor.takeWord('NOT')) {
    const operand = parseNot(cursor);
    return { kind: 'not', operand, span: cursor.spanFrom(start) };
  }
  return parsePredicate(cursor);
}

const COMPARISONS: Record<string, Comparison['operator']> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function parsePredicate(cursor: Cursor): Expression {
  const operand = parseValue(cursor);
  const start = operand.span;
  const token = cursor.peek();
  const comparison =
    token.type === 'symbol' ? COMPARISONS[token.value] : undefined;
  if (comparison) {
    cursor.next();
    const right = parseValue(cursor);
    return {
      kind: 'comparison',
      operator: comparison,
      left: operand,
      right,
      span: cursor.spanFrom(start),
    };
  }
  if (cursor.takeWord('IS')) {
    return parseIs(cursor, operand);
  }
  const negated = cursor.takeWord('NOT');
  for (const operator of ['LIKE', 'RLIKE'] as const) {
    if (cursor.takeWord(operator)) {
      const pattern = parseValue(cursor);
      const span = cursor.spanFrom(start);
      return { kind: 'like', operator, negated, operand, pattern, span };
    }
  }
  if (cursor.takeWord('IN')) {
    const values = parseInValues(cursor);
    const span = cursor.spanFrom(start);
    return { kind: 'in', negated, operand, values, span };
  }
  if (negated) {
    throw cursor.unexpected('LIKE', 'RLIKE', 'IN');
  }
  return operand;
}

function parseIs(cursor: Cursor, operand: Expression): Expression {
  const negated = cursor.takeWord('NOT');
  for (const test of ['null', 'true', 'false'] as const) {
    if (cursor.takeWord(test.toUpperCase())) {
      const span = cursor.spanFrom(operand.span);
      return { kind: 'is', negated, operand, test, span };
    }
  }
  throw cursor.unexpected('NULL', 'TRUE', 'FALSE');
}

/** `(…)` with values or a subquery; a variable may stand without parentheses. */
function parseInValues(cursor: Cursor): Expression[] {
  if (cursor.peek().type === 'variable') {
    return [parseVariable(cursor)];
  }
  if (isQueryStart(cursor)) {
    return [parseSubquery(cursor)];
  }
  cursor.expectSymbol('(');
  const values = parseList(cursor, parseValue);
  cursor.expectSymbol(')', "','");
  return values;
}

/** Arithmetic: what may stand beside a comparison. */
export function parseValue(cursor: Cursor): Expression {
  return parseBinary(cursor, ['+', '-'], parseTerm);
}

function parseTerm(cursor: Cursor): Expression {
  return parseBinary(cursor, ['*', '/', '%'], parseUnary);
}

function parseBinary(
  cursor: Cursor,
  operators: Arithmetic['operator'][],
  parseOperand: (cursor: Cursor) => Expression,
): Expression {
  let left = parseOperand(cursor);
  for (;;) {
    const operator = operators.find(symbol => cursor.takeSymbol(symbol));
    if (!operator) {
      return left;
    }
    const right = parseOperand(cursor);
    const span = cursor.spanFrom(left.span);
    left = { kind: 'arithmetic', operator, left, right, span };
  }
}

function parseUnary(cursor: Cursor): Expression {
  const start = cursor.peek().span;
  if (cursor.takeSymbol('-')) {
    const operand = parseUnary(cursor);
    return { kind: 'negation', operand, span: cursor.spanFrom(start) };
  }
  if (cursor.takeSymbol('+')) {
    return parseUnary(cursor);
  }
  let base = parsePrimary(cursor);
  while (cursor.takeSymbol('[')) {
    const key = parseValue(cursor);
    cursor.expectSymbol(']');
    base = { kind: 'index', base, key, span: cursor.spanFrom(start) };
  }
  return base;
}

function parsePrimary(cursor: Cursor): Expression {
  const token = cursor.peek();
  const { span } = token;
  switch (token.type) {
    case 'string':
      cursor.next();
      return { kind: 'string', value: token.value, span };
    case 'number':
      return parseNumber(cursor);
    case 'variable':
      return parseVariable(cursor);
    case 'name':
      return parseNamed(cursor);
    case 'word':
      for (const value of [true, false]) {
        if (cursor.takeWord(String(value).toUpperCase())) {
          return { kind: 'boolean', value, span };
        }
      }
      if (cursor.takeWord('NULL')) {
        return { kind: 'null', span };
      }
      if (!isReserved(token.value)) {
        return parseNamed(cursor);
      }
      break;
    case 'symbol':
      if (token.value === '(') {
        return parseParentheses(cursor);
      }
      if (cursor.takeSymbol('*')) {
        return { kind: 'star', span };
      }
      if (cursor.takeSymbol('{')) {
        const items = parseList(cursor, parseAttribute);
        cursor.expectSymbol('}', "','");
        return { kind: 'list', items, span: cursor.spanFrom(span) };
      }
      break;
    default:
  }
  throw cursor.unexpected('an attribute', 'a function', 'a value');
}

function parseParentheses(cursor: Cursor): Expression {
  if (isQueryStart(cursor)) {
    return parseSubquery(cursor);
  }
  const { span } = cursor.next();
  const inner = parseExpression(cursor);
  cursor.expectSymbol(')', 'an operator');
  return { ...inner, span: cursor.spanFrom(span) };
}

/** A number, or a duration when a unit of time follows: `1 minute`. */
function parseNumber(cursor: Cursor): Expression {
  const { value, span } = cursor.next();
  const after = cursor.peek();
  const unit = after.type === 'word' ? timeUnitOf(after.value) : undefined;
  if (unit) {
    cursor.next();
    const amount = Number(value);
    return { kind: 'duration', amount, unit, span: cursor.spanFrom(span) };
  }
  return { kind: 'number', value: Number(value), span };
}

export function parseVariable(cursor: Cursor): TemplateVariable {
  const token = cursor.next();
  return { kind: 'variable', name: token.value, span: token.span };
}

function parseAttribute(cursor: Cursor): Attribute {
  const { span } = cursor.peek();
  return { kind: 'attribute', name: parseName(cursor, 'an attribute'), span };
}

/** An attribute, or a call when a parenthesis follows. */
function parseNamed(cursor: Cursor): Expression {
  const { value, type, span } = cursor.next();
  if (type === 'word' && cursor.takeSymbol('(')) {
    const list: Argument[] = cursor.isSymbol(')')
      ? []
      : parseList(cursor, () => parseArgument(cursor, value.toLowerCase()));
    cursor.expectSymbol(')', "','", 'an operator');
    const whole = cursor.spanFrom(span);
    return { kind: 'call', name: value, arguments: list, span: whole };
  }
  return { kind: 'attribute', name: value, span };
}

function parseArgument(cursor: Cursor, calledFunction: string): Argument {
  const { span, type } = cursor.peek();
  if (cursor.takeWord('WHERE')) {
    const condition = parseExpression(cursor);
    const alias = parseAlias(cursor);
    return { kind: 'where', condition, alias, span: cursor.spanFrom(span) };
  }
  if (type === 'word' && cursor.isSymbol(':', 1)) {
    const label = cursor.next().value;
    cursor.next();
    const value = parseExpression(cursor);
    return { kind: 'labelled', label, value, span: cursor.spanFrom(span) };
  }
  const value = parseExpression(cursor);
  const alias = parseAlias(cursor);
  const whole = cursor.spanFrom(span);
  if (calledFunction === 'cases') {
    return { kind: 'where', condition: value, alias, span: whole };
  }
  return alias === undefined
    ? value
    : { kind: 'aliased', value, alias, span: whole };
}
