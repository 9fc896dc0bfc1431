/** Fewer than this are sorted by comparison. */
const SMALL = 4096;
const DIGIT = 65_536;

/**
 * The order that sorts places by group, then by value: indexes into both.
 * A radix sort, since a comparison for each of a million rows costs a second.
 */
export function sortByGroupAndValue(
  groups: Int32Array,
  values: Float64Array,
): Uint32Array {
  const count = values.length;
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  if (count < SMALL) {
    return order.sort((a, b) => groups[a] - groups[b] || values[a] - values[b]);
  }
  // The bits of a double sort like the double, once those of negative ones are
  // turned over and the others get their sign bit set.
  const words = new Uint32Array(Float64Array.from(values).buffer);
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    const upper = words[2 * index + 1];
    const negative = upper >>> 31 === 1;
    low[index] = negative ? ~words[2 * index] : words[2 * index];
    high[index] = negative ? ~upper : upper | 0x8000_0000;
  }
  let sorted = order;
  let spare = new Uint32Array(count);
  for (const [keys, shift] of [
    [low, 0],
    [low, 16],
    [high, 0],
    [high, 16],
    [groups, 0],
    [groups, 16],
  ] as const) {
    if (sortByDigit(keys, shift, sorted, spare)) {
      [sorted, spare] = [spare, sorted];
    }
  }
  return sorted;
}

/** One stable pass; false when all digits are equal and nothing moved. */
function sortByDigit(
  keys: Uint32Array | Int32Array,
  shift: 0 | 16,
  from: Uint32Array,
  to: Uint32Array,
): boolean {
  const starts = new Uint32Array(DIGIT + 1);
  for (let index = 0; index < keys.length; index++) {
    starts[((keys[index] >>> shift) & 0xffff) + 1]++;
  }
  const first = (keys[0] >>> shift) & 0xffff;
  if (starts[first + 1] === keys.length) {
    return false;
  }
  for (let digit = 0; digit < DIGIT; digit++) {
    starts[digit + 1] += starts[digit];
  }
  for (let place = 0; place < from.length; place++) {
    const index = from[place];
    to[starts[(keys[index] >>> shift) & 0xffff]++] = index;
  }
  return true;
}
