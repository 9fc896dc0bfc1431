import { Call, Expression } from '@rocket/nrql';
import { invalid } from '../errors';
import type { RowTable } from '../RowTable';
import { Compiled, Value, fromValues } from '../expressions/Compiled';
import { AggregatorFactory } from './Aggregator';
import { argumentAt, atMost, numberArgument } from './arguments';
import { Interner } from '../Interner';

function ofTime(isBetter: (time: number, best: number) => boolean) {
  const factory: AggregatorFactory = (call, { slots }) => {
    atMost(call, 1);
    const argument = argumentAt(call, 0);
    const times = new Float64Array(slots).fill(NaN);
    const values: Value[] = new Array(slots).fill(null);
    return {
      add(table, rowSlots) {
        const { timestamp, length } = table;
        const source = table.compile(argument);
        for (let row = 0; row < length; row++) {
          const slot = rowSlots[row];
          if (
            slot >= 0 &&
            (Number.isNaN(times[slot]) ||
              isBetter(timestamp[row], times[slot])) &&
            source.present(row)
          ) {
            times[slot] = timestamp[row];
            values[slot] = source.value(row);
          }
        }
      },
      value: slot => values[slot],
    };
  };
  return factory;
}

/** The value of the last event that has one; of several at once the last read. */
export const latest = ofTime((time, best) => time >= best);
export const earliest = ofTime((time, best) => time < best);

/** Sets of values, one for each slot, over a dictionary that all tables share. */
class ValueSets {
  readonly interner = new Interner();
  readonly #seen = new Set<number>();
  /** Codes of each slot in the order in which they were found. */
  readonly bySlot: number[][];

  constructor(slots: number) {
    this.bySlot = Array.from({ length: slots }, () => []);
  }

  add(table: RowTable, rowSlots: Int32Array, source: Compiled) {
    const codes = this.interner.encode(source);
    const slots = this.bySlot.length;
    for (let row = 0; row < table.length; row++) {
      const slot = rowSlots[row];
      const code = slot >= 0 ? codes(row) : -1;
      if (code >= 0) {
        const key = code * slots + slot;
        if (!this.#seen.has(key)) {
          this.#seen.add(key);
          this.bySlot[slot].push(code);
        }
      }
    }
  }
}

/** Several attributes count as one tuple, which is there when any of them is. */
function tupleOf(table: RowTable, parts: Expression[]): Compiled {
  if (parts.length === 1) {
    return table.compile(parts[0]);
  }
  const compiled = parts.map(part => table.compile(part));
  return fromValues(row =>
    compiled.some(part => part.present(row))
      ? compiled.map(part => part.value(row))
      : null,
  );
}

function attributesOf(call: Call): Expression[] {
  argumentAt(call, 0);
  return call.arguments
    .filter(argument => argument.kind !== 'labelled')
    .map((_, position) => argumentAt(call, position));
}

/** Exact, where New Relic's is an estimate from 256 values on. */
export const uniqueCount: AggregatorFactory = (call, { slots }) => {
  const parts = attributesOf(call);
  const sets = new ValueSets(slots);
  return {
    add: (table, rowSlots) => sets.add(table, rowSlots, tupleOf(table, parts)),
    value: slot => sets.bySlot[slot].length,
  };
};

/** `uniques(x, limit)`: the first found, 1,000 unless said and at most 10,000. */
export const uniques: AggregatorFactory = (call, { slots }) => {
  atMost(call, 2);
  const limit = numberArgument(call, { label: 'limit', position: 1 }) ?? 1000;
  if (limit > 10_000) {
    throw invalid(call.arguments[1], 'uniques() gives at most 10000 values');
  }
  const part = argumentAt(call, 0);
  const sets = new ValueSets(slots);
  return {
    add: (table, rowSlots) => sets.add(table, rowSlots, table.compile(part)),
    value: slot =>
      sets.bySlot[slot].slice(0, limit).map(code => sets.interner.values[code]),
  };
};
