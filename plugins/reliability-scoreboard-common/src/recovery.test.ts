import fc from 'fast-check';
import { errorBudget } from './errorBudget';
import { quantile, recoveryStatistics } from './recovery';

const minute = 60_000;

describe('recoveryStatistics', () => {
  it('counts open incidents apart and leaves out who did not recover', () => {
    const closed = (minutes: number, closeCause?: string) => ({
      openedAt: 5 * minute,
      critical: true,
      closedAt: (5 + minutes) * minute,
      closeCause,
    });
    expect(
      recoveryStatistics([
        closed(10, 'EVALUATOR'),
        closed(20),
        closed(30, 'USER_ACTION'),
        closed(100, 'EVALUATOR'),
        closed(9000, 'EXPIRED'),
        closed(1, 'CONDITION_DELETED'),
        closed(1, 'CONDITION_DISABLED'),
        closed(1, 'condition_modified'),
        { openedAt: 1, critical: true },
      ]),
    ).toEqual({
      count: 4,
      open: 1,
      excluded: 4,
      medianSeconds: 25 * 60,
      p90Seconds: expect.closeTo(79 * 60),
      meanSeconds: 40 * 60,
    });
  });

  it('has no numbers without a recovery', () => {
    expect(recoveryStatistics([{ openedAt: 1, critical: true }])).toEqual({
      count: 0,
      open: 1,
      excluded: 0,
      medianSeconds: undefined,
      p90Seconds: undefined,
      meanSeconds: undefined,
    });
  });

  it('law: quantiles are ordered and lie within the values', () => {
    const values = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 });
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, fraction, fraction, (unsorted, one, other) => {
        const sorted = unsorted.toSorted((a, b) => a - b);
        const low = quantile(sorted, Math.min(one, other)) ?? NaN;
        const high = quantile(sorted, Math.max(one, other)) ?? NaN;
        expect(low).toBeLessThanOrEqual(high + 1e-6);
        expect(low).toBeGreaterThanOrEqual(sorted[0]);
        expect(high).toBeLessThanOrEqual(sorted[sorted.length - 1]);
      }),
    );
  });
});

describe('errorBudget', () => {
  it('is what is left of the failures that the target allows', () => {
    expect(errorBudget({ valid: 100_000, bad: 25, target: 0.999 })).toEqual({
      target: 0.999,
      valid: 100_000,
      bad: 25,
      remaining: expect.closeTo(0.75),
      burnRate: expect.closeTo(0.25),
    });
    expect(
      errorBudget({ valid: 1000, bad: 3, target: 0.999 })?.remaining,
    ).toBeCloseTo(-2);
  });

  it('is nothing without requests', () => {
    expect(errorBudget({ valid: 0, bad: 0, target: 0.999 })).toBeUndefined();
  });
});
