import { Call } from '@rocket/nrql';
import { invalid } from '../errors';
import type { RowTable } from '../RowTable';
import { Value } from '../expressions/Compiled';
import { AggregatorFactory } from './Aggregator';
import { argumentAt, atMost, numberArgument } from './arguments';
import { sortByGroupAndValue } from './sort';

/** Keeps all values with their weights; sorts them when first asked. */
class WeightedValues {
  #parts: Array<{
    slots: Int32Array;
    values: Float64Array;
    weights: Float64Array;
  }> = [];
  #sorted?: { values: Float64Array; upTo: Float64Array; starts: Uint32Array };
  readonly #slots: number;

  constructor(slots: number) {
    this.#slots = slots;
  }

  add(table: RowTable, rowSlots: Int32Array, number: (row: number) => number) {
    const slots = new Int32Array(table.length);
    const values = new Float64Array(table.length);
    const weights = new Float64Array(table.length);
    let count = 0;
    for (let row = 0; row < table.length; row++) {
      const slot = rowSlots[row];
      const value = slot >= 0 ? number(row) : NaN;
      if (value === value) {
        slots[count] = slot;
        values[count] = value;
        weights[count] = table.weight[row];
        count++;
      }
    }
    this.#parts.push({
      slots: slots.subarray(0, count),
      values: values.subarray(0, count),
      weights: weights.subarray(0, count),
    });
  }

  /**
   * The smallest value of which at least `percent` of the weight is not above:
   * exact, and the same as if each row stood there as often as its weight says.
   */
  percentile(slot: number, percent: number): number | null {
    const { values, upTo, starts } = this.#sort();
    const first = starts[slot];
    const end = starts[slot + 1];
    if (first === end) {
      return null;
    }
    // A little less, since 0.95 · 100 is more than 95 in binary.
    const target = (percent / 100) * upTo[end - 1] * (1 - 1e-12);
    let low = first;
    let high = end - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (upTo[middle] >= target) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return values[low];
  }

  /** Values in order within each slot, and the weight up to and with each. */
  #sort() {
    if (this.#sorted) {
      return this.#sorted;
    }
    const count = this.#parts.reduce((n, part) => n + part.values.length, 0);
    const slots = new Int32Array(count);
    const unsorted = new Float64Array(count);
    const weights = new Float64Array(count);
    let offset = 0;
    for (const part of this.#parts) {
      slots.set(part.slots, offset);
      unsorted.set(part.values, offset);
      weights.set(part.weights, offset);
      offset += part.values.length;
    }
    this.#parts = [];
    const order = sortByGroupAndValue(slots, unsorted);
    const values = new Float64Array(count);
    const upTo = new Float64Array(count);
    const starts = new Uint32Array(this.#slots + 1);
    let slot = -1;
    for (let place = 0; place < count; place++) {
      const index = order[place];
      const isFirst = slots[index] !== slot;
      slot = slots[index];
      values[place] = unsorted[index];
      upTo[place] = weights[index] + (isFirst ? 0 : upTo[place - 1]);
      starts[slot + 1]++;
    }
    for (let next = 0; next < this.#slots; next++) {
      starts[next + 1] += starts[next];
    }
    this.#sorted = { values, upTo, starts };
    return this.#sorted;
  }
}

function percentileOf(call: Call, slots: number, percents: number[]) {
  const argument = argumentAt(call, 0);
  const gathered = new WeightedValues(slots);
  return {
    add(table: RowTable, rowSlots: Int32Array) {
      gathered.add(table, rowSlots, table.compile(argument).number);
    },
    value: (slot: number): Value =>
      Object.fromEntries(
        percents.map(percent => [
          String(percent),
          gathered.percentile(slot, percent),
        ]),
      ),
  };
}

/** `percentile(x, 50, 95)` → `{"50": …, "95": …}`; the 95th unless said. */
export const percentile: AggregatorFactory = (call, { slots }) => {
  const percents = call.arguments.slice(1).map((argument, index) => {
    const percent = numberArgument(call, { position: index + 1 });
    if (percent === undefined || percent < 0 || percent > 100) {
      throw invalid(argument, 'a percentile is a number from 0 to 100');
    }
    return percent;
  });
  return percentileOf(call, slots, percents.length ? percents : [95]);
};

/** The 50th percentile, in the same shape. */
export const median: AggregatorFactory = (call, { slots }) => {
  atMost(call, 1);
  return percentileOf(call, slots, [50]);
};

/**
 * `apdex(duration, t: 0.5)`: satisfied up to t, tolerating up to 4t, and the
 * score `(s + t / 2) / count`, null without any.
 */
export const apdex: AggregatorFactory = (call, { slots }) => {
  atMost(call, 2);
  const argument = argumentAt(call, 0);
  const threshold = numberArgument(call, { label: 't', position: 1 }) ?? 0.5;
  const counts = new Float64Array(slots * 3);
  return {
    add(table, rowSlots) {
      const source = table.compile(argument);
      for (let row = 0; row < table.length; row++) {
        const slot = rowSlots[row];
        const value = slot >= 0 ? source.number(row) : NaN;
        if (value === value) {
          const zone = value <= threshold ? 0 : value <= 4 * threshold ? 1 : 2;
          counts[slot * 3 + zone] += table.weight[row];
        }
      }
    },
    value(slot) {
      const [s, t, f] = counts.subarray(slot * 3, slot * 3 + 3);
      const total = s + t + f;
      return {
        score: total > 0 ? (s + t / 2) / total : null,
        count: Math.round(total),
        s: Math.round(s),
        t: Math.round(t),
        f: Math.round(f),
      };
    },
  };
};

/** `histogram(x, width, buckets, start)`: counts, with outliers in the first and last. */
export const histogram: AggregatorFactory = (call, { slots }) => {
  atMost(call, 4);
  const argument = argumentAt(call, 0);
  const width = numberArgument(call, { label: 'width', position: 1 }) ?? 10;
  const buckets = numberArgument(call, { label: 'buckets', position: 2 }) ?? 40;
  const start = numberArgument(call, { label: 'start', position: 3 }) ?? 0;
  if (!Number.isInteger(buckets) || buckets < 1 || buckets > 500) {
    throw invalid(call, 'a histogram has from 1 to 500 buckets');
  }
  const counts = new Float64Array(slots * buckets);
  return {
    add(table, rowSlots) {
      const source = table.compile(argument);
      for (let row = 0; row < table.length; row++) {
        const slot = rowSlots[row];
        const value = slot >= 0 ? source.number(row) : NaN;
        if (value === value) {
          const bucket = Math.floor(((value - start) / width) * buckets);
          const inside = Math.min(buckets - 1, Math.max(0, bucket));
          counts[slot * buckets + inside] += table.weight[row];
        }
      }
    },
    value: slot =>
      Array.from(
        counts.subarray(slot * buckets, (slot + 1) * buckets),
        Math.round,
      ),
  };
};
