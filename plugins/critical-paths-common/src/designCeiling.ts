import type { CriticalPathSpec } from './criticalPathEntity';

/**
 * What the architecture can promise: the product of the availabilities of the
 * required steps, where a group counts as one step.
 *
 * @param spec - The path's steps and groups.
 * @param availability - Availability of each step by id, 0…1.
 * @returns 0…1; `undefined` while a step that counts has none.
 */
export function designCeiling(
  spec: Pick<CriticalPathSpec, 'steps' | 'groups'>,
  availability: ReadonlyMap<string, number>,
): number | undefined {
  const grouped = new Set(spec.groups.flatMap(({ steps }) => steps));
  const factors: number[] = [];
  for (const step of spec.steps) {
    if (step.requirement === 'required' && !grouped.has(step.id)) {
      const value = availability.get(step.id);
      if (value === undefined) {
        return undefined;
      }
      factors.push(value);
    }
  }
  for (const group of spec.groups) {
    const values = group.steps.map(id => availability.get(id));
    if (!values.every(value => value !== undefined)) {
      return undefined;
    }
    factors.push(atLeast(group.require, values));
  }
  return factors.reduce((product, factor) => product * factor, 1);
}

/**
 * The probability that at least k of n independent parts work. For k = 1 it is
 * 1 − ∏(1 − A), for k = n it is ∏ A.
 *
 * @param k - How many have to work.
 * @param availabilities - Of each part, 0…1.
 */
export function atLeast(k: number, availabilities: readonly number[]): number {
  // Entry j: probability that exactly j of the parts seen so far work; the last entry means "k or more".
  const working = availabilities.reduce(
    (before, availability) =>
      before.map((same, j) => {
        const fromBelow = j > 0 ? before[j - 1] * availability : 0;
        return same * (j === k ? 1 : 1 - availability) + fromBelow;
      }),
    [1, ...Array.from({ length: k }, () => 0)],
  );
  // Rounding may leave a sum a hair over 1.
  return Math.min(1, working[k]);
}
