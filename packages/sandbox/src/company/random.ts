/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** 32 bits of a text (FNV-1a), the same on every machine. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/**
 * A stream of numbers that depends on nothing but the seed and the scope, so that
 * what is drawn for one service does not move when another one is added.
 * The generator is Tommy Ettinger's mulberry32.
 */
export function createRandom(
  seed: string,
  ...scope: Array<string | number>
): Random {
  let state = hash32([seed, ...scope].join('\u0000'));
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** An identifier as AWS makes them: lower-case base32. */
export function drawIdentifier(random: Random, length: number): string {
  return Array.from(
    { length },
    () => alphabet[Math.floor(random() * alphabet.length)],
  ).join('');
}
