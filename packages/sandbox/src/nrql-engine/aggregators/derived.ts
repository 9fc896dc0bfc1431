import { fromNumbers } from '../expressions/Compiled';
import { AggregatorFactory } from './Aggregator';
import { argumentAt, atMost, conditionOf, durationArgument } from './arguments';

/** `filter(f(x), WHERE …)`: f of the rows for which the condition holds. */
export const filter: AggregatorFactory = (call, context) => {
  atMost(call, 2);
  return context.filtered(conditionOf(call)).compile(argumentAt(call, 0));
};

/** `percentage(f(x), WHERE …)`: 100 times the filtered one by the whole; null of nothing. */
export const percentage: AggregatorFactory = (call, context) => {
  const argument = argumentAt(call, 0);
  const part = context.filtered(conditionOf(call)).compile(argument);
  const whole = context.compile(argument);
  return fromNumbers(slot => {
    const total = whole.number(slot);
    return total === 0 ? NaN : (100 * part.number(slot)) / total;
  });
};

/** `rate(f(x), 1 minute)`: f, by how many such times a slot covers. */
export const rate: AggregatorFactory = (call, context) => {
  atMost(call, 2);
  const whole = context.compile(argumentAt(call, 0));
  const perSlot = context.slotMillis / durationArgument(call, 1);
  return fromNumbers(slot => whole.number(slot) / perSlot);
};
