import { Arithmetic, Comparison, Expression, In, Like } from '@rocket/nrql';
import { invalid, unsupported } from '../errors';
import {
  Compiled,
  Value,
  constant,
  fromNumbers,
  fromTruth,
  mapValues,
  testValues,
} from './Compiled';
import { Scope } from './Scope';
import { compileFunction } from './functions';
import { fullMatch, likePattern } from './patterns';

/**
 * Compiles an expression for the values of a scope.
 *
 * Comparing with null gives false, and its negations (`!=`, `NOT IN`,
 * `NOT LIKE`) true. Types are never converted: `'200' = 200` is false.
 */
export function compile(node: Expression, scope: Scope): Compiled {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return constant(node.value);
    case 'null':
      return constant(null);
    case 'attribute':
      return scope.attribute(node);
    case 'call':
      return scope.call(node) ?? compileFunction(node, scope);
    case 'negation': {
      const operand = compile(node.operand, scope);
      return operand.constant
        ? constant(numberOrNull(-operand.number(0)))
        : fromNumbers(index => -operand.number(index));
    }
    case 'arithmetic':
      return compileArithmetic(node, scope);
    case 'comparison':
      return compileComparison(node, scope);
    case 'like':
      return compileLike(node, scope);
    case 'in':
      return compileIn(node, scope);
    case 'is': {
      const { negated, test } = node;
      const expected = { null: null, true: true, false: false }[test];
      return testValues(
        compile(node.operand, scope),
        value => (value === expected) !== negated,
      );
    }
    case 'not': {
      const operand = compile(node.operand, scope);
      return fromTruth(index => !operand.truth(index));
    }
    case 'logical': {
      const left = compile(node.left, scope);
      const right = compile(node.right, scope);
      return node.operator === 'AND'
        ? fromTruth(index => left.truth(index) && right.truth(index))
        : fromTruth(index => left.truth(index) || right.truth(index));
    }
    case 'index': {
      const key = compile(node.key, scope);
      return mapValues(compile(node.base, scope), value =>
        elementOf(value, key.value(0)),
      );
    }
    case 'subquery':
      return constant(scope.subquery(node)[0] ?? null);
    case 'variable':
      throw invalid(node, `template variable {{${node.name}}} has no value`);
    case 'star':
      throw invalid(node, "unexpected '*'");
    default:
      throw unsupported(node, `a ${node.kind} in this place`);
  }
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

const ARITHMETIC: Record<
  Arithmetic['operator'],
  (left: number, right: number) => number
> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0 ? NaN : left / right),
  '%': (left, right) => (right === 0 ? NaN : left % right),
};

function compileArithmetic(node: Arithmetic, scope: Scope): Compiled {
  const left = compile(node.left, scope);
  const right = compile(node.right, scope);
  const operate = ARITHMETIC[node.operator];
  return left.constant && right.constant
    ? constant(numberOrNull(operate(left.number(0), right.number(0))))
    : fromNumbers(index => operate(left.number(index), right.number(index)));
}

const MIRRORED: Record<Comparison['operator'], Comparison['operator']> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function compileComparison(node: Comparison, scope: Scope): Compiled {
  const left = compile(node.left, scope);
  const right = compile(node.right, scope);
  if (left.constant && !right.constant) {
    return compareWithConstant(MIRRORED[node.operator], right, left.value(0));
  }
  if (right.constant) {
    return compareWithConstant(node.operator, left, right.value(0));
  }
  return fromTruth(index =>
    holds(node.operator, left.value(index), right.value(index)),
  );
}

function compareWithConstant(
  operator: Comparison['operator'],
  operand: Compiled,
  value: Value,
): Compiled {
  if (typeof value !== 'number' || operand.encoded || operand.constant) {
    return testValues(operand, left => holds(operator, left, value));
  }
  // A missing number is NaN, which compares as null does.
  switch (operator) {
    case '=':
      return fromTruth(index => operand.number(index) === value);
    case '!=':
      return fromTruth(index => operand.number(index) !== value);
    case '<':
      return fromTruth(index => operand.number(index) < value);
    case '<=':
      return fromTruth(index => operand.number(index) <= value);
    case '>':
      return fromTruth(index => operand.number(index) > value);
    default:
      return fromTruth(index => operand.number(index) >= value);
  }
}

function holds(
  operator: Comparison['operator'],
  left: Value,
  right: Value,
): boolean {
  if (operator === '=' || operator === '!=') {
    return (left !== null && left === right) === (operator === '=');
  }
  const comparable =
    (typeof left === 'number' && typeof right === 'number') ||
    (typeof left === 'string' && typeof right === 'string');
  if (!comparable) {
    return false;
  }
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

function compileLike(node: Like, scope: Scope): Compiled {
  const pattern = compile(node.pattern, scope);
  const text = pattern.value(0);
  if (!pattern.constant || typeof text !== 'string') {
    throw unsupported(node.pattern, `${node.operator} without a fixed pattern`);
  }
  const expression =
    node.operator === 'LIKE'
      ? likePattern(text)
      : fullMatch(text, node.pattern);
  return testValues(
    compile(node.operand, scope),
    value =>
      (typeof value === 'string' && expression.test(value)) !== node.negated,
  );
}

function compileIn(node: In, scope: Scope): Compiled {
  const values = new Set<Value>();
  for (const item of node.values) {
    if (item.kind === 'subquery') {
      scope.subquery(item).forEach(value => values.add(value));
    } else {
      const compiled = compile(item, scope);
      if (!compiled.constant) {
        throw unsupported(item, 'IN with a value of the event');
      }
      values.add(compiled.value(0));
    }
  }
  values.delete(null);
  return testValues(
    compile(node.operand, scope),
    value => values.has(value) !== node.negated,
  );
}

function elementOf(value: Value, key: Value): Value {
  if (Array.isArray(value)) {
    return (typeof key === 'number' ? value.at(key) : undefined) ?? null;
  }
  return value !== null && typeof value === 'object'
    ? (value[String(key)] ?? null)
    : null;
}
