import { Call, Expression } from '@rocket/nrql';
import type { RowTable } from '../RowTable';
import { Compiled, Value } from '../expressions/Compiled';

/** Gathers one number or structure for each slot: a group, a bucket of time, or both. */
export interface Aggregator {
  /** Takes in the rows of a table; `slots` has the slot of each row, below 0 for rows to leave out. */
  add(table: RowTable, slots: Int32Array): void;
  value(slot: number): Value;
}

/** What an aggregator can use of the query around it. */
export interface AggregateContext {
  /** How many slots there are. */
  slots: number;
  /** The time that one slot covers. */
  slotMillis: number;
  /** Compiles an expression made of aggregators, as `rate(…)` has inside. */
  compile(node: Expression): Compiled;
  /** The same, with only the rows for which a condition holds. */
  filtered(condition: Expression): Pick<AggregateContext, 'compile'>;
}

export type AggregatorFactory = (
  call: Call,
  context: AggregateContext,
) => Aggregator | Compiled;

/** An aggregator that is only a calculation with others. */
export function isCompiled(made: Aggregator | Compiled): made is Compiled {
  return 'number' in made;
}
