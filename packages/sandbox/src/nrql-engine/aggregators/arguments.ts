import { Argument, Call, Expression, durationMillis } from '@rocket/nrql';
import { invalid } from '../errors';

/** The plain argument at a position. */
export function argumentAt(call: Call, position: number): Expression {
  const argument = plain(call.arguments[position]);
  if (!argument) {
    throw invalid(call, `${call.name}() lacks an argument`);
  }
  return argument;
}

function plain(argument: Argument | undefined): Expression | undefined {
  switch (argument?.kind) {
    case undefined:
    case 'where':
    case 'labelled':
      return undefined;
    case 'aliased':
      return argument.value;
    default:
      return argument;
  }
}

/** The condition of `filter(…, WHERE …)`. */
export function conditionOf(call: Call): Expression {
  const argument = call.arguments[1];
  if (argument?.kind !== 'where') {
    throw invalid(argument ?? call, `${call.name}() needs a WHERE condition`);
  }
  return argument.condition;
}

/** A number given by label or position, or undefined. */
export function numberArgument(
  call: Call,
  options: { label?: string; position: number },
): number | undefined {
  const { label, position } = options;
  const labelled = call.arguments.find(
    argument =>
      argument.kind === 'labelled' && argument.label.toLowerCase() === label,
  );
  const argument =
    labelled?.kind === 'labelled'
      ? labelled.value
      : plain(call.arguments[position]);
  if (argument === undefined) {
    return undefined;
  }
  if (argument.kind === 'negation' && argument.operand.kind === 'number') {
    return -argument.operand.value;
  }
  if (argument.kind !== 'number') {
    throw invalid(argument, `${call.name}() takes a number here`);
  }
  return argument.value;
}

/** A duration such as `1 minute`, in milliseconds. */
export function durationArgument(call: Call, position: number): number {
  const argument = call.arguments[position];
  if (argument?.kind !== 'duration') {
    throw invalid(
      argument ?? call,
      `${call.name}() needs a duration such as 1 minute`,
    );
  }
  return durationMillis(argument);
}

/** Refuses more arguments than a function looks at. */
export function atMost(call: Call, count: number): void {
  if (call.arguments.length > count) {
    throw invalid(
      call.arguments[count],
      `${call.name}() takes at most ${count} argument${count === 1 ? '' : 's'}`,
    );
  }
}
