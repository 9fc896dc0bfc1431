import {
  Attribute,
  Binding,
  Call,
  Expression,
  Subquery,
  Zone,
  functionName,
} from '@rocket/nrql';
import { invalid, unsupported } from './errors';
import {
  Compiled,
  Value,
  constant,
  fromEncoded,
  fromNumbers,
  fromValues,
} from './expressions/Compiled';
import { Scope } from './expressions/Scope';
import { compile } from './expressions/compile';
import { Column, EventTable } from './source';
import { isAggregator } from './aggregators';

/** A column of values of any kind, as a nested query can give. */
export interface AnyColumn {
  type: 'any';
  values: Value[];
}

export type TableColumns = ReadonlyMap<string, Column | AnyColumn>;

/** Events that a query reads, with what is known of all of them. */
export interface TableData extends Omit<EventTable, 'columns'> {
  columns: TableColumns;
  eventType: string;
  accountId: number;
}

/** What all tables of a query have in common. */
export interface QueryContext {
  zone: Zone;
  bindings: readonly Binding[];
  subquery(node: Subquery): Value[];
}

const MISSING = constant(null);

/** One table, and the query's expressions compiled for its rows. */
export class RowTable implements Scope {
  readonly length: number;
  readonly timestamp: Float64Array;
  readonly weight: Float64Array;
  readonly data: TableData;
  readonly #context: QueryContext;
  readonly #bound = new Map<string, { binding: Binding; position: number }>();
  readonly #compiled = new Map<Expression, Compiled>();
  readonly #columns = new Map<string, Compiled>();

  constructor(data: TableData, context: QueryContext) {
    this.data = data;
    this.length = data.length;
    this.timestamp = data.timestamp;
    this.weight = data.weight;
    this.#context = context;
    for (const binding of context.bindings) {
      binding.names.forEach((name, position) =>
        this.#bound.set(name, { binding, position }),
      );
    }
  }

  get zone(): Zone {
    return this.#context.zone;
  }

  /** An expression over the rows; the same node is compiled once. */
  compile(node: Expression): Compiled {
    let compiled = this.#compiled.get(node);
    if (!compiled) {
      compiled = compile(node, this);
      this.#compiled.set(node, compiled);
    }
    return compiled;
  }

  subquery(node: Subquery): Value[] {
    return this.#context.subquery(node);
  }

  call(node: Call): Compiled | undefined {
    const name = functionName(node);
    if (name === 'eventtype') {
      return constant(this.data.eventType);
    }
    if (name === 'accountid') {
      return constant(this.data.accountId);
    }
    if (isAggregator(name)) {
      throw invalid(node, `the aggregator ${node.name}() cannot stand here`);
    }
    return undefined;
  }

  attribute(node: Attribute): Compiled {
    const bound = this.#bound.get(node.name);
    if (bound) {
      const { binding, position } = bound;
      // While its own expression is compiled, the name means the attribute.
      this.#bound.delete(node.name);
      const whole = this.compile(binding.expression);
      this.#bound.set(node.name, bound);
      return binding.names.length === 1
        ? whole
        : fromValues(index => {
            const values = whole.value(index);
            return (Array.isArray(values) ? values[position] : null) ?? null;
          });
    }
    if (node.name.includes('%')) {
      throw unsupported(node, 'a wildcard in a metric name');
    }
    let column = this.#columns.get(node.name);
    if (!column) {
      column = this.#readColumn(node.name);
      this.#columns.set(node.name, column);
    }
    return column;
  }

  #readColumn(name: string): Compiled {
    if (name === 'timestamp') {
      const { timestamp } = this;
      return fromNumbers(index => timestamp[index]);
    }
    const column = this.data.columns.get(name);
    switch (column?.type) {
      case 'string':
        return fromEncoded({ codes: column.codes, values: column.dictionary });
      case 'boolean':
        return fromEncoded({ codes: column.values, values: [false, true] });
      case 'number': {
        const { values } = column;
        return fromNumbers(index => values[index]);
      }
      case 'any': {
        const { values } = column;
        return fromValues(index => values[index]);
      }
      default:
        return MISSING;
    }
  }
}
