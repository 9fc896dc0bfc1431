import fc from 'fast-check';
import {
  addCounts,
  atLeast,
  BURN_PAIRS,
  burnAlerts,
  burnRate,
  designCeiling,
  errorBudget,
  errorRate,
  minuteState,
  successRate,
  uptime,
} from './index';

const counts = fc
  .tuple(fc.nat({ max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([valid, part]) => ({ valid, bad: Math.round(valid * part) }));
const target = fc.double({ min: 50, max: 99.999, noNaN: true });
const availability = fc.double({ min: 0, max: 1, noNaN: true });

describe('rates', () => {
  it('have no value without requests, which is not 0 %', () => {
    expect(successRate({ valid: 0, bad: 0 })).toBeUndefined();
    expect(errorRate({ valid: 0, bad: 0 })).toBeUndefined();
    expect(successRate({ valid: 1000, bad: 3 })).toBeCloseTo(0.997, 12);
  });

  it('of a sum lie between the rates of its parts', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1 }), spans => {
        const rates = spans.map(errorRate).filter(rate => rate !== undefined);
        const total = errorRate(addCounts(spans));
        expect(total === undefined).toBe(rates.length === 0);
        expect(total ?? 1).toBeGreaterThanOrEqual(
          Math.min(...rates, 1) - 1e-12,
        );
        expect(total ?? 0).toBeLessThanOrEqual(Math.max(...rates, 0) + 1e-12);
      }),
    );
  });
});

describe('minutes', () => {
  const some = { valid: 10, bad: 0 };
  const none = { valid: 0, bad: 0 };

  it.each([
    ['works', some, undefined, 'up'],
    ['just at the threshold', { valid: 100, bad: 5 }, some, 'up'],
    ['under the threshold', { valid: 100, bad: 6 }, none, 'down'],
    ['no request, a week ago there were some', none, some, 'down'],
    ['no request, a week ago neither', none, none, 'unknown'],
    ['no request, nothing known of a week ago', none, undefined, 'unknown'],
    ['not observed', undefined, some, 'unknown'],
  ] as const)('%s', (_, minute, weekBefore, state) => {
    expect(minuteState(minute, { weekBefore, downBelow: 95 })).toBe(state);
  });

  it('that are unknown do not count', () => {
    expect(uptime({ up: 57, down: 3 })).toBe(0.95);
    expect(uptime({ up: 0, down: 0 })).toBeUndefined();
  });
});

describe('error budget', () => {
  it('is what the design says', () => {
    const budget = errorBudget({
      target: 99.9,
      month: { valid: 1_000_000, bad: 820 },
      lastHour: { valid: 10_000, bad: 20 },
    });
    expect(budget.remaining).toBeCloseTo(0.18, 10);
    expect(budget.burnRate).toBeCloseTo(2, 10);
    // 18 % of 28 days at twice the speed.
    expect(budget.secondsLeft).toBeCloseTo((0.18 * 28 * 86_400) / 2, 3);
    expect(budget.tooFewEvents).toBe(false);
  });

  it('is gone when overspent, and lasts when it burns at 1 or less', () => {
    const month = { valid: 100_000, bad: 150 };
    expect(
      errorBudget({ target: 99.9, month, lastHour: { valid: 1000, bad: 0 } }),
    ).toMatchObject({ remaining: expect.closeTo(-0.5, 9), secondsLeft: 0 });
    expect(
      errorBudget({
        target: 99.9,
        month: { valid: 100_000, bad: 50 },
        lastHour: { valid: 1000, bad: 1 },
      }).secondsLeft,
    ).toBeUndefined();
  });

  it('says so on thin traffic', () => {
    expect(
      errorBudget({
        target: 99,
        month: { valid: 199, bad: 10 },
        lastHour: { valid: 3, bad: 1 },
      }),
    ).toEqual({
      target: 99,
      validRequests: 199,
      badRequests: 10,
      remaining: undefined,
      burnRate: undefined,
      secondsLeft: undefined,
      tooFewEvents: true,
    });
  });

  it('is spent in 28 days at a burn rate of 1: what is left is 1 − the burn rate over the whole window', () => {
    fc.assert(
      fc.property(counts, target, (month, percent) => {
        fc.pre(month.valid >= 200);
        const { remaining } = errorBudget({
          target: percent,
          month,
          lastHour: { valid: 0, bad: 0 },
        });
        const rate = burnRate(month, percent) ?? NaN;
        expect(Math.abs((remaining ?? NaN) - (1 - rate))).toBeLessThan(
          1e-9 * Math.max(1, rate),
        );
      }),
    );
  });
});

describe('burn alerts', () => {
  const at = (rate: number) => ({ valid: 1_000_000, bad: rate * 1000 });
  const spans = (rates: Record<number, number>) =>
    new Map(
      Object.entries(rates).map(([seconds, rate]) => [
        Number(seconds),
        at(rate),
      ]),
    );

  it('need both spans over the threshold, and more than just at it', () => {
    const quiet = { 300: 0, 1800: 0, 3600: 0, 21600: 0, 259200: 0 };
    const alerts = (rates: Record<number, number>) =>
      burnAlerts(spans({ ...quiet, ...rates }), 99.9).map(
        ({ severity, threshold }) => `${severity} ${threshold}`,
      );
    expect(alerts({ 3600: 13.5, 300: 14 })).toEqual(['page 13.44']);
    expect(alerts({ 3600: 13.5, 300: 13 })).toEqual([]);
    expect(alerts({ 3600: 13.4, 300: 80 })).toEqual([]);
    expect(alerts({ 21600: 5.7, 1800: 5.7 })).toEqual(['page 5.6']);
    expect(alerts({ 259200: 0.94, 21600: 0.94 })).toEqual(['ticket 0.933']);
    expect(
      alerts({ 259200: 1, 21600: 20, 3600: 20, 1800: 20, 300: 20 }),
    ).toEqual(['page 13.44', 'page 5.6', 'ticket 0.933']);
  });

  it('have the thresholds of a 28-day budget', () => {
    // Spending 2 %, 5 % and 10 % of the budget within the long span.
    const spent = BURN_PAIRS.map(
      ({ threshold, longSeconds }) => (threshold * longSeconds) / (28 * 86_400),
    );
    expect(spent[0]).toBeCloseTo(0.02, 6);
    expect(spent[1]).toBeCloseTo(0.05, 6);
    expect(spent[2]).toBeCloseTo(0.1, 3);
  });

  it('are silent on thin traffic', () => {
    expect(
      burnAlerts(
        new Map([
          [3600, { valid: 199, bad: 199 }],
          [300, { valid: 50, bad: 50 }],
        ]),
        99.9,
      ),
    ).toEqual([]);
  });
});

describe('design ceiling', () => {
  const spec = (
    ids: string[],
    groups: Array<{ id: string; require: number; steps: string[] }> = [],
    optional: string[] = [],
  ) => ({
    steps: ids.map(id => ({
      id,
      component: `component:default/${id}`,
      transactions: ['t'],
      after: [],
      requirement: optional.includes(id)
        ? ('optional' as const)
        : ('required' as const),
    })),
    groups,
  });

  it('of three applications at 99.9 % in a row is 99.70 %', () => {
    expect(
      designCeiling(
        spec(['a', 'b', 'c']),
        new Map([
          ['a', 0.999],
          ['b', 0.999],
          ['c', 0.999],
        ]),
      ),
    ).toBeCloseTo(0.999 ** 3, 12);
  });

  it('takes one of two in parallel as 1 − ∏(1 − A), and leaves optional steps out', () => {
    expect(
      designCeiling(
        spec(
          ['a', 'b', 'c', 'n'],
          [{ id: 'g', require: 1, steps: ['b', 'c'] }],
          ['n'],
        ),
        new Map([
          ['a', 0.99],
          ['b', 0.9],
          ['c', 0.8],
        ]),
      ),
    ).toBeCloseTo(0.99 * (1 - 0.1 * 0.2), 12);
  });

  it('is not known while a step that counts is not', () => {
    expect(
      designCeiling(spec(['a', 'b']), new Map([['a', 1]])),
    ).toBeUndefined();
    expect(
      designCeiling(
        spec(['a', 'b'], [{ id: 'g', require: 1, steps: ['b'] }]),
        new Map([['a', 1]]),
      ),
    ).toBeUndefined();
  });

  it('k of n agrees with the sum over all outcomes, between series and parallel', () => {
    fc.assert(
      fc.property(
        fc.array(availability, { minLength: 1, maxLength: 7 }),
        fc.nat(),
        (parts, seed) => {
          const k = 1 + (seed % parts.length);
          let expected = 0;
          for (let outcome = 0; outcome < 2 ** parts.length; outcome++) {
            const works = parts.map((_, i) => (outcome >> i) % 2 === 1);
            if (works.filter(Boolean).length >= k) {
              expected += parts.reduce(
                (product, a, i) => product * (works[i] ? a : 1 - a),
                1,
              );
            }
          }
          expect(atLeast(k, parts)).toBeCloseTo(expected, 9);
          expect(atLeast(1, parts)).toBeCloseTo(
            1 - parts.reduce((product, a) => product * (1 - a), 1),
            9,
          );
          expect(atLeast(parts.length, parts)).toBeCloseTo(
            parts.reduce((product, a) => product * a, 1),
            9,
          );
        },
      ),
    );
  });

  it('is never above its weakest step in a row, and never below its best in parallel', () => {
    fc.assert(
      fc.property(
        fc.array(availability, { minLength: 1, maxLength: 6 }),
        parts => {
          const ids = parts.map((_, i) => `s${i}`);
          const values = new Map(ids.map((id, i) => [id, parts[i]]));
          expect(designCeiling(spec(ids), values)).toBeLessThanOrEqual(
            Math.min(...parts) + 1e-12,
          );
          expect(
            designCeiling(
              spec(ids, [{ id: 'g', require: 1, steps: ids }]),
              values,
            ),
          ).toBeGreaterThanOrEqual(Math.max(...parts) - 1e-12);
        },
      ),
    );
  });
});
