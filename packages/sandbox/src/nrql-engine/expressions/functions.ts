import {
  Attribute,
  Call,
  Expression,
  WhereArgument,
  functionName,
  printNrql,
} from '@rocket/nrql';
import { invalid, unsupported } from '../errors';
import {
  Compiled,
  Value,
  constant,
  fromNumbers,
  fromValues,
  mapValues,
} from './Compiled';
import { Scope } from './Scope';
import { compile } from './compile';
import { anchorPattern, fullMatch } from './patterns';
import { TIME_FUNCTIONS } from './timeFunctions';

export interface FunctionCall {
  node: Call;
  /** The plain arguments, compiled. */
  args: Compiled[];
  /** The labelled ones, by label in lower case. */
  labelled: ReadonlyMap<string, Compiled>;
  scope: Scope;
}

export interface ScalarFunction {
  /** Least and most plain arguments. */
  arity: [number, number];
  compile(call: FunctionCall): Compiled;
}

/** Compiles a call of a function that gives one value for each row. */
export function compileFunction(node: Call, scope: Scope): Compiled {
  const name = functionName(node);
  if (name === 'cases') {
    return compileCases(node, scope);
  }
  const definition = FUNCTIONS.get(name);
  if (!definition) {
    throw invalid(node, `unknown function ${node.name}()`);
  }
  const args: Compiled[] = [];
  const labelled = new Map<string, Compiled>();
  for (const [position, argument] of node.arguments.entries()) {
    if (argument.kind === 'labelled') {
      labelled.set(
        argument.label.toLowerCase(),
        compile(argument.value, scope),
      );
    } else if (argument.kind === 'where') {
      throw invalid(argument, "unexpected 'WHERE'");
    } else {
      const value = argument.kind === 'aliased' ? argument.value : argument;
      args.push(
        isBareWord(name, position, value)
          ? constant(value.name)
          : compile(value, scope),
      );
    }
  }
  const [least, most] = definition.arity;
  if (args.length < least || args.length > most) {
    throw invalid(
      node,
      `${node.name}() takes ${least === most ? least : `${least} to ${most}`} arguments, not ${args.length}`,
    );
  }
  return definition.compile({ node, args, labelled, scope });
}

/** The second argument of some functions is a word, not an attribute: `getField(x, count)`. */
function isBareWord(
  name: string,
  position: number,
  node: Expression,
): node is Attribute {
  return (
    position === 1 &&
    node.kind === 'attribute' &&
    (name === 'getfield' || TIME_FUNCTIONS.has(name))
  );
}

/** `cases(WHERE … AS 'a', …)`: the name of the first condition that holds. */
function compileCases(node: Call, scope: Scope): Compiled {
  const arms = node.arguments.map(argument => {
    if (argument.kind !== 'where') {
      throw invalid(argument, 'cases() takes conditions');
    }
    return {
      condition: compile(argument.condition, scope),
      name: caseName(argument),
    };
  });
  return fromValues(
    index => arms.find(arm => arm.condition.truth(index))?.name ?? null,
  );
}

function caseName(argument: WhereArgument): string {
  return argument.alias ?? printNrql(argument.condition);
}

function ofNumbers(
  arity: [number, number],
  apply: (...values: number[]) => number,
): ScalarFunction {
  return {
    arity,
    compile: ({ args }) => {
      const [first, second, third] = args;
      if (!second) {
        return fromNumbers(index => apply(first.number(index)));
      }
      return third
        ? fromNumbers(index =>
            apply(
              first.number(index),
              second.number(index),
              third.number(index),
            ),
          )
        : fromNumbers(index =>
            apply(first.number(index), second.number(index)),
          );
    },
  };
}

function ofText(apply: (text: string) => Value): ScalarFunction {
  return {
    arity: [1, 1],
    compile: ({ args }) =>
      mapValues(args[0], value =>
        typeof value === 'string' ? apply(value) : null,
      ),
  };
}

/** A function of a text and of fixed further arguments. */
function ofTextAndConstants(
  arity: [number, number],
  prepare: (values: Value[], node: Call) => (text: string) => Value,
): ScalarFunction {
  return {
    arity,
    compile: ({ node, args }) => {
      const [text, ...rest] = args;
      if (rest.every(argument => argument.constant)) {
        const apply = prepare(
          rest.map(argument => argument.value(0)),
          node,
        );
        return mapValues(text, value =>
          typeof value === 'string' ? apply(value) : null,
        );
      }
      return fromValues(index => {
        const value = text.value(index);
        return typeof value === 'string'
          ? prepare(
              rest.map(argument => argument.value(index)),
              node,
            )(value)
          : null;
      });
    },
  };
}

function substring(text: string, start: Value, length: Value): Value {
  if (typeof start !== 'number') {
    return null;
  }
  const from = start < 0 ? Math.max(0, text.length + start) : start;
  return typeof length === 'number'
    ? text.slice(from, from + length)
    : text.slice(from);
}

/** The index of the nth occurrence, from the end when n is negative. */
function position(text: string, part: Value, occurrence: Value): Value {
  if (typeof part !== 'string' || part === '') {
    return null;
  }
  const found: number[] = [];
  for (
    let index = text.indexOf(part);
    index !== -1;
    index = text.indexOf(part, index + 1)
  ) {
    found.push(index);
  }
  return found.at(typeof occurrence === 'number' ? occurrence : 0) ?? null;
}

/** One captured text, or all of them for `WITH … AS (a, b)`. */
function captured(match: RegExpExecArray | null): Value {
  if (!match) {
    return null;
  }
  const groups = match.slice(1).map(group => group ?? null);
  return groups.length === 1 ? groups[0] : groups;
}

export function textOf(value: Value, precision?: number): string {
  if (typeof value === 'number' && precision !== undefined) {
    return String(Number(value.toFixed(precision)));
  }
  if (Array.isArray(value)) {
    return `[${value.map(item => textOf(item, precision)).join(', ')}]`;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function precisionOf({ labelled }: FunctionCall): number | undefined {
  const precision = labelled.get('precision')?.number(0);
  return precision === undefined || Number.isNaN(precision)
    ? undefined
    : precision;
}

function roundTo(value: number, nearest = 1): number {
  const rounded = Math.round(value / nearest) * nearest;
  // Multiples of 0.01 have no exact binary form: cut the noise that this leaves.
  return Number(rounded.toPrecision(15));
}

const FUNCTIONS: ReadonlyMap<string, ScalarFunction> = new Map<
  string,
  ScalarFunction
>([
  ['abs', ofNumbers([1, 1], Math.abs)],
  ['ceil', ofNumbers([1, 1], Math.ceil)],
  ['floor', ofNumbers([1, 1], Math.floor)],
  ['sqrt', ofNumbers([1, 1], Math.sqrt)],
  ['exp', ofNumbers([1, 1], Math.exp)],
  ['ln', ofNumbers([1, 1], Math.log)],
  ['log2', ofNumbers([1, 1], Math.log2)],
  ['log10', ofNumbers([1, 1], Math.log10)],
  ['pow', ofNumbers([2, 2], Math.pow)],
  ['round', ofNumbers([1, 2], roundTo)],
  ['clamp_max', ofNumbers([2, 2], Math.min)],
  ['clamp_min', ofNumbers([2, 2], Math.max)],
  [
    'mod',
    ofNumbers([2, 2], (value, divisor) =>
      divisor === 0 ? NaN : ((value % divisor) + divisor) % divisor,
    ),
  ],
  ['lower', ofText(text => text.toLowerCase())],
  ['upper', ofText(text => text.toUpperCase())],
  [
    'substring',
    ofTextAndConstants(
      [2, 3],
      ([start, length]) =>
        text =>
          substring(text, start, length ?? null),
    ),
  ],
  ...['position', 'indexof'].map(
    name =>
      [
        name,
        ofTextAndConstants(
          [2, 3],
          ([part, occurrence]) =>
            text =>
              position(text, part, occurrence ?? null),
        ),
      ] as const,
  ),
  [
    'capture',
    ofTextAndConstants([2, 2], ([pattern], node) => {
      const expression = fullMatch(String(pattern), node);
      return text => captured(expression.exec(text));
    }),
  ],
  [
    'aparse',
    ofTextAndConstants([2, 2], ([pattern]) => {
      const expression = anchorPattern(String(pattern));
      return text => captured(expression.exec(text));
    }),
  ],
  [
    'length',
    {
      arity: [1, 1],
      compile: ({ args }) =>
        mapValues(args[0], value =>
          typeof value === 'string' || Array.isArray(value)
            ? value.length
            : null,
        ),
    },
  ],
  [
    'numeric',
    {
      arity: [1, 1],
      compile: ({ args }) =>
        mapValues(args[0], value => {
          const number =
            typeof value === 'string' && value.trim() !== ''
              ? Number(value)
              : value;
          return typeof number === 'number' && Number.isFinite(number)
            ? number
            : null;
        }),
    },
  ],
  [
    'boolean',
    {
      arity: [1, 1],
      compile: ({ args }) =>
        mapValues(args[0], value => {
          if (typeof value === 'boolean') {
            return value;
          }
          const text = typeof value === 'string' ? value.toLowerCase() : '';
          return text === 'true' || text === 'false' ? text === 'true' : null;
        }),
    },
  ],
  [
    'string',
    {
      arity: [1, 1],
      compile: call => {
        const precision = precisionOf(call);
        return mapValues(call.args[0], value =>
          value === null ? null : textOf(value, precision),
        );
      },
    },
  ],
  [
    'concat',
    {
      arity: [0, 20],
      compile: call => {
        const precision = precisionOf(call);
        return fromValues(index =>
          call.args
            .map(argument => argument.value(index))
            .filter(value => value !== null)
            .map(value => textOf(value, precision))
            .join(''),
        );
      },
    },
  ],
  [
    'tuple',
    {
      arity: [1, 20],
      compile: ({ args }) =>
        args.length === 1
          ? args[0]
          : fromValues(index => args.map(argument => argument.value(index))),
    },
  ],
  [
    'if',
    {
      arity: [2, 3],
      compile: ({
        args: [condition, whenTrue, whenFalse = constant(null)],
      }) => ({
        value: index =>
          (condition.truth(index) ? whenTrue : whenFalse).value(index),
        number: index =>
          (condition.truth(index) ? whenTrue : whenFalse).number(index),
        truth: index =>
          (condition.truth(index) ? whenTrue : whenFalse).truth(index),
        present: index =>
          (condition.truth(index) ? whenTrue : whenFalse).present(index),
      }),
    },
  ],
  [
    'getfield',
    {
      arity: [2, 2],
      compile: ({ node, args: [source, field] }) => {
        const name = String(field.value(0));
        return mapValues(source, value => fieldOf(value, name, node));
      },
    },
  ],
  ...TIME_FUNCTIONS,
]);

/**
 * A field of a compound value. A metric's row is one measured value here, so
 * that its count is 1 and its total, minimum and maximum are that value.
 */
function fieldOf(value: Value, name: string, node: Call): Value {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    return value[name] ?? value[name.replace(/\.0$/, '')] ?? null;
  }
  if (typeof value !== 'number') {
    return null;
  }
  switch (name) {
    case 'count':
      return 1;
    case 'total':
    case 'min':
    case 'max':
    case 'latest':
      return value;
    default:
      throw unsupported(node, `the field '${name}' of a metric`);
  }
}
