import { Call, Expression, functionName, printNrql } from '@rocket/nrql';
import type { QueryContext, RowTable } from './RowTable';
import { aggregatorOf } from './aggregators';
import {
  AggregateContext,
  Aggregator,
  isCompiled,
} from './aggregators/Aggregator';
import { invalid } from './errors';
import { Compiled, fromValues } from './expressions/Compiled';
import { Scope } from './expressions/Scope';
import { compile } from './expressions/compile';

/** Rows of a table, each in its slot or, below 0, in none. */
export interface SlottedRows {
  table: RowTable;
  slots: Int32Array;
}

export interface PassOptions {
  slots: number;
  /** The time that one slot covers. */
  slotMillis: number;
  context: QueryContext;
}

interface Registered {
  aggregator: Aggregator;
  filters: readonly Expression[];
}

/** One run over the rows, computing expressions of aggregators for each slot. */
export class AggregatePass {
  readonly #registered: Registered[] = [];
  readonly #expressions: Compiled[];

  constructor(expressions: readonly Expression[], options: PassOptions) {
    const scope = this.#scope(options, []);
    this.#expressions = expressions.map(node => compile(node, scope));
  }

  add({ table, slots }: SlottedRows): void {
    const filtered = new Map<string, Int32Array>();
    for (const { aggregator, filters } of this.#registered) {
      aggregator.add(table, filterSlots(table, slots, filters, filtered));
    }
  }

  /** The expression's value for each slot. */
  result(expression: number): Compiled {
    return this.#expressions[expression];
  }

  /** Names and calls where only rows count that meet some conditions. */
  #scope(options: PassOptions, filters: readonly Expression[]): Scope {
    const { slots, slotMillis, context } = options;
    const scope: Scope = {
      zone: context.zone,
      subquery: context.subquery,
      call: node =>
        this.#register(node, filters, {
          slots,
          slotMillis,
          compile: inner => compile(inner, scope),
          filtered: condition => {
            const narrower = this.#scope(options, [...filters, condition]);
            return { compile: inner => compile(inner, narrower) };
          },
        }),
      attribute: node => {
        throw invalid(
          node,
          `the attribute '${node.name}' cannot stand beside aggregators`,
        );
      },
    };
    return scope;
  }

  #register(
    node: Call,
    filters: readonly Expression[],
    context: AggregateContext,
  ): Compiled | undefined {
    const factory = aggregatorOf(functionName(node));
    if (!factory) {
      return undefined;
    }
    const made = factory(node, context);
    if (isCompiled(made)) {
      return made;
    }
    this.#registered.push({ aggregator: made, filters });
    return fromValues(slot => made.value(slot));
  }
}

/** The slots with those rows taken out for which a condition does not hold; worked out once for equal conditions. */
function filterSlots(
  table: RowTable,
  slots: Int32Array,
  filters: readonly Expression[],
  known: Map<string, Int32Array>,
): Int32Array {
  if (filters.length === 0) {
    return slots;
  }
  const key = filters.map(filter => printNrql(filter)).join(' AND ');
  let result = known.get(key);
  if (!result) {
    result = slots.slice();
    for (const filter of filters) {
      const condition = table.compile(filter);
      for (let row = 0; row < result.length; row++) {
        if (result[row] >= 0 && !condition.truth(row)) {
          result[row] = -1;
        }
      }
    }
    known.set(key, result);
  }
  return result;
}
