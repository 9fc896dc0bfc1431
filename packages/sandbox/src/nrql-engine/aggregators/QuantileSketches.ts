import type { RowTable } from '../RowTable';
import { binOf, valueOf } from '../logBins';

/** No number is in this one. */
const NO_BIN = -(2 ** 31);

/** Every slot's weights, ordered by slot. */
interface Sorted {
  bins: Int32Array;
  weights: Float64Array;
  /** Where each slot's weights begin, and after the last one the end. */
  starts: Uint32Array;
}

/**
 * A quantile sketch for each slot: weights in bins of a fixed relative error
 * (`RELATIVE_ERROR`), and the extremes, which are exact.
 *
 * A dense histogram a slot would be large where slots are many, so the weights
 * are kept as they come, and brought together slot by slot when they are asked
 * for. Slots are read one after the other: one histogram serves all.
 */
export class QuantileSketches {
  readonly #slots: number;
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  #parts: Array<{
    /** Of each row. */
    slots: Int32Array;
    /** Of each row, `NO_BIN` of what is left out. */
    bins: Int32Array;
    weights: Float64Array;
  }> = [];
  #lowestBin = Infinity;
  #highestBin = -Infinity;
  #sorted?: Sorted;
  #histogram = new Float64Array();

  constructor(slots: number) {
    this.#slots = slots;
    this.#min = new Float64Array(slots).fill(Infinity);
    this.#max = new Float64Array(slots).fill(-Infinity);
  }

  add(
    table: RowTable,
    rowSlots: Int32Array,
    number: (row: number) => number,
  ): void {
    const { length, weight } = table;
    const bins = new Int32Array(length).fill(NO_BIN);
    for (let row = 0; row < length; row++) {
      const slot = rowSlots[row];
      const value = slot >= 0 ? number(row) : NaN;
      if (Number.isFinite(value)) {
        const bin = binOf(value);
        bins[row] = bin;
        if (value < this.#min[slot]) {
          this.#min[slot] = value;
        }
        if (value > this.#max[slot]) {
          this.#max[slot] = value;
        }
        if (bin < this.#lowestBin) {
          this.#lowestBin = bin;
        }
        if (bin > this.#highestBin) {
          this.#highestBin = bin;
        }
      }
    }
    this.#parts.push({ slots: rowSlots, bins, weights: weight });
  }

  /**
   * For each percentage, the value that has at least that part of the weight at
   * or below it, within the relative error; null without values.
   */
  percentiles(slot: number, percents: readonly number[]): (number | null)[] {
    this.#sorted ??= this.#sort();
    const { bins, weights, starts } = this.#sorted;
    const [start, end] = [starts[slot], starts[slot + 1]];
    if (start === end) {
      return percents.map(() => null);
    }
    const histogram = this.#histogram;
    let [low, high, total] = [Infinity, -Infinity, 0];
    for (let index = start; index < end; index++) {
      const bin = bins[index] - this.#lowestBin;
      histogram[bin] += weights[index];
      total += weights[index];
      low = bin < low ? bin : low;
      high = bin > high ? bin : high;
    }
    const found = percents.map(percent => {
      // A little less, since 95 / 100 · 100 must not be more than 95 in binary.
      let missing = (percent / 100) * total * (1 - 1e-12) - histogram[low];
      let bin = low;
      while (missing > 0 && bin < high) {
        bin++;
        missing -= histogram[bin];
      }
      return Math.min(
        this.#max[slot],
        Math.max(this.#min[slot], valueOf(bin + this.#lowestBin)),
      );
    });
    histogram.fill(0, low, high + 1);
    return found;
  }

  /** Brings together what belongs to each slot. */
  #sort(): Sorted {
    const starts = new Uint32Array(this.#slots + 1);
    for (const part of this.#parts) {
      for (let row = 0; row < part.bins.length; row++) {
        if (part.bins[row] !== NO_BIN) {
          starts[part.slots[row] + 1]++;
        }
      }
    }
    for (let slot = 0; slot < this.#slots; slot++) {
      starts[slot + 1] += starts[slot];
    }
    const bins = new Int32Array(starts[this.#slots]);
    const weights = new Float64Array(starts[this.#slots]);
    const next = starts.slice();
    for (const part of this.#parts) {
      for (let row = 0; row < part.bins.length; row++) {
        if (part.bins[row] !== NO_BIN) {
          const place = next[part.slots[row]]++;
          bins[place] = part.bins[row];
          weights[place] = part.weights[row];
        }
      }
    }
    this.#parts = [];
    if (bins.length > 0) {
      this.#histogram = new Float64Array(
        this.#highestBin - this.#lowestBin + 1,
      );
    }
    return { bins, weights, starts };
  }
}
