import type { RowTable } from '../RowTable';

const BINS = 1024;
/** As few as this are sorted. */
const FEW = 32;

interface Segments {
  values: Float64Array;
  weights: Float64Array;
  /** Where each slot's values begin, and after the last one the end. */
  starts: Uint32Array;
}

/**
 * All values of each slot with their weights, for exact quantiles.
 *
 * A quantile is found by selection, not by sorting: a histogram of the weights
 * shows which bin it is in, then only that bin's values are looked at, and so
 * on. That takes time in proportion to the values, and a few of them more.
 */
export class WeightedValues {
  readonly #slots: number;
  #parts: Array<{
    slots: Int32Array;
    values: Float64Array;
    weights: Float64Array;
  }> = [];
  #segments?: Segments;

  constructor(slots: number) {
    this.#slots = slots;
  }

  add(
    table: RowTable,
    rowSlots: Int32Array,
    number: (row: number) => number,
  ): void {
    const slots = new Int32Array(table.length);
    const values = new Float64Array(table.length);
    const weights = new Float64Array(table.length);
    let count = 0;
    for (let row = 0; row < table.length; row++) {
      const slot = rowSlots[row];
      const value = slot >= 0 ? number(row) : NaN;
      if (Number.isFinite(value)) {
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
   * The smallest value that, with those below it, has at least `percent` of the
   * weight; null without values. It is the same as if each value stood there as
   * often as its weight says.
   */
  percentile(slot: number, percent: number): number | null {
    this.#segments ??= this.#segment();
    const { values, weights, starts } = this.#segments;
    const [start, end] = [starts[slot], starts[slot + 1]];
    if (start === end) {
      return null;
    }
    const own = weights.subarray(start, end);
    const total = own.reduce((sum, weight) => sum + weight, 0);
    // A little less, since 95 / 100 · 100 must not be more than 95 in binary.
    const target = (percent / 100) * total * (1 - 1e-12);
    return select(values.subarray(start, end), own, target);
  }

  /** Brings together what belongs to each slot. */
  #segment(): Segments {
    const starts = new Uint32Array(this.#slots + 1);
    for (const { slots } of this.#parts) {
      for (let index = 0; index < slots.length; index++) {
        starts[slots[index] + 1]++;
      }
    }
    for (let slot = 0; slot < this.#slots; slot++) {
      starts[slot + 1] += starts[slot];
    }
    const values = new Float64Array(starts[this.#slots]);
    const weights = new Float64Array(starts[this.#slots]);
    const next = starts.slice();
    for (const part of this.#parts) {
      for (let index = 0; index < part.slots.length; index++) {
        const place = next[part.slots[index]]++;
        values[place] = part.values[index];
        weights[place] = part.weights[index];
      }
    }
    this.#parts = [];
    return { values, weights, starts };
  }
}

/** The smallest value up to which the weights add up to the target. */
function select(
  allValues: Float64Array,
  allWeights: Float64Array,
  target: number,
): number {
  let values = allValues;
  let weights = allWeights;
  let missing = target;
  while (values.length > FEW) {
    let min = Infinity;
    let max = -Infinity;
    for (let index = 0; index < values.length; index++) {
      min = Math.min(min, values[index]);
      max = Math.max(max, values[index]);
    }
    const scale = (BINS - 1) / (max - min);
    if (!Number.isFinite(scale)) {
      break;
    }
    const bins = new Float64Array(BINS);
    for (let index = 0; index < values.length; index++) {
      bins[Math.floor((values[index] - min) * scale)] += weights[index];
    }
    let bin = 0;
    while (bin < BINS - 1 && bins[bin] < missing) {
      missing -= bins[bin];
      bin++;
    }
    let count = 0;
    const nextValues = new Float64Array(values.length);
    const nextWeights = new Float64Array(values.length);
    for (let index = 0; index < values.length; index++) {
      if (Math.floor((values[index] - min) * scale) === bin) {
        nextValues[count] = values[index];
        nextWeights[count] = weights[index];
        count++;
      }
    }
    if (count === 0) {
      // Rounding left a rest after the last bin that has values.
      return max;
    }
    values = nextValues.subarray(0, count);
    weights = nextWeights.subarray(0, count);
  }
  return selectBySorting(values, weights, missing);
}

function selectBySorting(
  values: Float64Array,
  weights: Float64Array,
  target: number,
): number {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  let missing = target;
  for (const index of order) {
    missing -= weights[index];
    if (missing <= 0) {
      return values[index];
    }
  }
  return values[order[order.length - 1]];
}
