import { Call } from '@rocket/nrql';
import { Value, fromValues, mapValues } from './Compiled';
import { FunctionCall, ScalarFunction } from './ScalarFunction';
import { anchorPattern, fullMatch } from './patterns';

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
function positionOf(text: string, part: Value, occurrence: Value): Value {
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

function textOf(value: Value, precision?: number): string {
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

/** Functions of texts, and those that make texts or read them. */
export const TEXT_FUNCTIONS: ReadonlyMap<string, ScalarFunction> = new Map<
  string,
  ScalarFunction
>([
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
              positionOf(text, part, occurrence ?? null),
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
]);
