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
import { ScalarFunction } from './ScalarFunction';
import { Scope } from './Scope';
import { compile } from './compile';
import { TEXT_FUNCTIONS } from './textFunctions';
import { TIME_FUNCTIONS } from './timeFunctions';

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
  ...TEXT_FUNCTIONS,
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

/** Functions that New Relic has and this engine has not, in lower case. */
const NOT_HERE = new Set([
  'aggregationendtime',
  'blob',
  'bucketpercentile',
  'buckets',
  'cardinality',
  'cdfpercentage',
  'cidraddress',
  'convert',
  'daysinmonthof',
  'decode',
  'dimensions',
  'encode',
  'funnel',
  'getcdfcount',
  'histogrampercentile',
  'jparse',
  'keyset',
  'latestrate',
  'mapkeys',
  'mapvalues',
  'predictlinear',
  'totimestamp',
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

/** Compiles a call of a function that gives one value for each row. */
export function compileFunction(node: Call, scope: Scope): Compiled {
  const name = functionName(node);
  if (name === 'cases') {
    return compileCases(node, scope);
  }
  const definition = FUNCTIONS.get(name);
  if (NOT_HERE.has(name)) {
    throw unsupported(node, `${node.name}()`);
  }
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
