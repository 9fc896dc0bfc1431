import { Call, Expression } from '@rocket/nrql';
import { invalid } from '../errors';
import type { RowTable } from '../RowTable';
import { Value } from '../expressions/Compiled';
import { AggregatorFactory } from './Aggregator';
import { argumentAt, atMost, numberArgument } from './arguments';
import { QuantileSketches } from './QuantileSketches';

function percentileOf(call: Call, slots: number, percents: number[]) {
  const argument = argumentAt(call, 0);
  const sketches = new QuantileSketches(slots);
  return {
    add(table: RowTable, rowSlots: Int32Array) {
      sketches.add(table, rowSlots, table.compile(argument).number);
    },
    value(slot: number): Value {
      const found = sketches.percentiles(slot, percents);
      return Object.fromEntries(
        percents.map((percent, index) => [String(percent), found[index]]),
      );
    },
  };
}

/** `percentile(x, 50, 95)` → `{"50": …, "95": …}` within `RELATIVE_ERROR`; the 95th unless said. */
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

/** Counts numbers by the zone that they fall in. */
function countZones(options: {
  argument: Expression;
  slots: number;
  /** How many there are. */
  zones: number;
  zoneOf: (value: number) => number;
}) {
  const { argument, slots, zones, zoneOf } = options;
  const counts = new Float64Array(slots * zones);
  return {
    add(table: RowTable, rowSlots: Int32Array) {
      const source = table.compile(argument);
      for (let row = 0; row < table.length; row++) {
        const slot = rowSlots[row];
        const value = slot >= 0 ? source.number(row) : NaN;
        if (!Number.isNaN(value)) {
          counts[slot * zones + zoneOf(value)] += table.weight[row];
        }
      }
    },
    /** The counts of a slot, zone by zone. */
    of: (slot: number) => counts.subarray(slot * zones, (slot + 1) * zones),
  };
}

/**
 * `apdex(duration, t: 0.5)`: satisfied up to t, tolerating up to 4t, and the
 * score `(s + t / 2) / count`, null without any.
 */
export const apdex: AggregatorFactory = (call, { slots }) => {
  atMost(call, 2);
  const argument = argumentAt(call, 0);
  const threshold = numberArgument(call, { label: 't', position: 1 }) ?? 0.5;
  const counts = countZones({
    argument,
    slots,
    zones: 3,
    // 0 satisfied, 1 tolerating, 2 frustrated.
    zoneOf: value => Number(value > threshold) + Number(value > 4 * threshold),
  });
  return {
    add: counts.add,
    value(slot) {
      const [s, t, f] = counts.of(slot);
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
  const counts = countZones({
    argument,
    slots,
    zones: buckets,
    zoneOf: value => {
      const bucket = Math.floor(((value - start) / width) * buckets);
      return Math.min(buckets - 1, Math.max(0, bucket));
    },
  });
  return {
    add: counts.add,
    value: slot => Array.from(counts.of(slot), Math.round),
  };
};
