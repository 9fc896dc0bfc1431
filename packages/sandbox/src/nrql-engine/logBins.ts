/**
 * Numbers in bins whose widths grow with them, so that a bin says a number with
 * a fixed relative error (the mapping of DDSketch, Masson et al., VLDB 2019).
 * Weights in equal bins add up: sketches of parts merge into the sketch of the
 * whole, whatever the parts were.
 *
 * @packageDocumentation
 */

/** A number is off by at most this part of itself. */
export const RELATIVE_ERROR = 0.01;

/** What is nearer to zero is zero. */
const SMALLEST = 1e-9;

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);

/** The natural logarithm of the ratio of a bin's edges. */
export const BIN_WIDTH = Math.log(GAMMA);

/** What is added to the logarithm's number: bins of positive numbers count from 1. */
export const FIRST_BIN = 1 - Math.ceil(Math.log(SMALLEST) / BIN_WIDTH);

/** The bin of a finite number; a larger number is never in a smaller bin. 0 is zero's, negative ones mirror positive ones. */
export function binOf(value: number): number {
  if (value >= SMALLEST) {
    return Math.ceil(Math.log(value) / BIN_WIDTH) + FIRST_BIN;
  }
  return value > -SMALLEST ? 0 : -binOf(-value);
}

/** The number that stands for a bin. */
export function valueOf(bin: number): number {
  if (bin <= 0) {
    return bin === 0 ? 0 : -valueOf(-bin);
  }
  return Math.exp((bin - FIRST_BIN) * BIN_WIDTH) * (2 / (GAMMA + 1));
}
