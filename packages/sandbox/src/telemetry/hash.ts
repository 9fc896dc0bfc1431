/**
 * Chance without state: the same seed and index always give the same number,
 * so that any moment of the past can be computed alone, in any order.
 *
 * @packageDocumentation
 */

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Folds texts into a 32 bit seed (FNV-1a with a separator after each part). */
export function seedOf(...parts: (string | number)[]): number {
  let hash = FNV_OFFSET;
  for (const part of parts) {
    for (const character of String(part)) {
      hash = Math.imul(hash ^ character.codePointAt(0)!, FNV_PRIME);
    }
    hash = Math.imul(hash ^ 0x1f, FNV_PRIME);
  }
  return scramble(hash);
}

/** A uniform number in [0, 1) for an integer index; high bits of the index count too. */
export function uniform(seed: number, index: number): number {
  const high = Math.imul(Math.floor(index / 0x100000000), 0x9e3779b1);
  return scramble(scramble((index | 0) ^ high) + seed) / 0x100000000;
}

/** A whole number from `low` to `high`, both included. */
export function integerBetween(
  seed: number,
  index: number,
  low: number,
  high: number,
): number {
  return low + Math.floor(uniform(seed, index) * (high - low + 1));
}

/** How often something of a mean rate (at most about 10) happens: Poisson by inversion. */
export function occurrences(seed: number, index: number, mean: number): number {
  const target = uniform(seed, index);
  let probability = Math.exp(-mean);
  let cumulative = probability;
  let count = 0;
  while (target > cumulative && count < 50) {
    count += 1;
    probability *= mean / count;
    cumulative += probability;
  }
  return count;
}

/**
 * Smooth noise in [-0.5, 0.5]: linear between independent values at whole
 * numbers. Its slope is never above 1 in either direction.
 */
export function noise(seed: number, x: number): number {
  const knot = Math.floor(x);
  const left = uniform(seed, knot);
  return left + (uniform(seed, knot + 1) - left) * (x - knot) - 0.5;
}

/** The finaliser of MurmurHash3: every input bit changes half of the output bits. */
function scramble(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
