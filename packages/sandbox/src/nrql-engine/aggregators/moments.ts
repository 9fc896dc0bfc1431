import { AggregatorFactory } from './Aggregator';
import { argumentAt, atMost, durationArgument } from './arguments';

/** `count(*)`, or of the rows that have a value: the events that they stand for. */
export const count: AggregatorFactory = (call, { slots }) => {
  atMost(call, 1);
  const argument = argumentAt(call, 0);
  const counts = new Float64Array(slots);
  return {
    add(table, rowSlots) {
      const { weight, length } = table;
      const source =
        argument.kind === 'star' ? undefined : table.compile(argument);
      for (let row = 0; row < length; row++) {
        const slot = rowSlots[row];
        if (slot >= 0 && (!source || source.present(row))) {
          counts[slot] += weight[row];
        }
      }
    },
    value: slot => Math.round(counts[slot]),
  };
};

/** Sums of powers, from which the sum, the average and the spread follow. */
function ofSums(
  result: (sums: {
    weight: number;
    sum: number;
    squares: number;
  }) => number | null,
): AggregatorFactory {
  return (call, { slots }) => {
    atMost(call, 1);
    const argument = argumentAt(call, 0);
    const weights = new Float64Array(slots);
    const sums = new Float64Array(slots);
    const squares = new Float64Array(slots);
    return {
      add(table, rowSlots) {
        const { weight, length } = table;
        const source = table.compile(argument);
        for (let row = 0; row < length; row++) {
          const slot = rowSlots[row];
          if (slot >= 0) {
            const value = source.number(row);
            if (!Number.isNaN(value)) {
              weights[slot] += weight[row];
              sums[slot] += value * weight[row];
              squares[slot] += value * value * weight[row];
            }
          }
        }
      },
      value: slot =>
        result({
          weight: weights[slot],
          sum: sums[slot],
          squares: squares[slot],
        }),
    };
  };
}

/** 0 without any number, as New Relic documents of sum, stddev and stdvar. */
export const sum = ofSums(({ sum: total }) => total);

export const average = ofSums(({ weight, sum: total }) =>
  weight > 0 ? total / weight : null,
);

function variance(sums: { weight: number; sum: number; squares: number }) {
  if (sums.weight === 0) {
    return 0;
  }
  const mean = sums.sum / sums.weight;
  // Rounding can leave a little less than nothing.
  return Math.max(0, sums.squares / sums.weight - mean * mean);
}

/** Of the population. */
export const stdvar = ofSums(variance);

export const stddev = ofSums(sums => Math.sqrt(variance(sums)));

function ofExtreme(isBetter: (value: number, best: number) => boolean) {
  const factory: AggregatorFactory = (call, { slots }) => {
    atMost(call, 1);
    const argument = argumentAt(call, 0);
    const best = new Float64Array(slots).fill(NaN);
    return {
      add(table, rowSlots) {
        const source = table.compile(argument);
        for (let row = 0; row < table.length; row++) {
          const slot = rowSlots[row];
          if (slot >= 0) {
            const value = source.number(row);
            if (
              !Number.isNaN(value) &&
              (isBetter(value, best[slot]) || Number.isNaN(best[slot]))
            ) {
              best[slot] = value;
            }
          }
        }
      },
      value: slot => (Number.isNaN(best[slot]) ? null : best[slot]),
    };
  };
  return factory;
}

export const min = ofExtreme((value, best) => value < best);
export const max = ofExtreme((value, best) => value > best);

/**
 * `derivative(x, 1 minute)`: the slope of the least-squares line through the
 * values over time; null when all have the same time.
 */
export const derivative: AggregatorFactory = (call, { slots }) => {
  atMost(call, 2);
  const argument = argumentAt(call, 0);
  const unitMillis = durationArgument(call, 1);
  // For each slot: weight, and weighted sums of t, v, t·v and t·t.
  const sums = new Float64Array(slots * 5);
  let origin: number | undefined;
  return {
    add(table, rowSlots) {
      const source = table.compile(argument);
      for (let row = 0; row < table.length; row++) {
        const slot = rowSlots[row];
        const value = slot >= 0 ? source.number(row) : NaN;
        if (!Number.isNaN(value)) {
          // Epoch milliseconds squared would lose the digits that matter.
          origin ??= table.timestamp[row];
          const time = (table.timestamp[row] - origin) / unitMillis;
          const weight = table.weight[row];
          sums[slot * 5] += weight;
          sums[slot * 5 + 1] += weight * time;
          sums[slot * 5 + 2] += weight * value;
          sums[slot * 5 + 3] += weight * time * value;
          sums[slot * 5 + 4] += weight * time * time;
        }
      }
    },
    value(slot) {
      const [n, t, v, tv, tt] = sums.subarray(slot * 5, slot * 5 + 5);
      const spread = n * tt - t * t;
      return spread > 0 ? (n * tv - t * v) / spread : null;
    },
  };
};
