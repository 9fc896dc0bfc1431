import fc from 'fast-check';
import {
  isRequired,
  levelOf,
  levelProgress,
  levelRank,
  type Judged,
} from './level';
import { levels, outcomes } from './words';

const judged = fc.record({
  level: fc.constantFrom(...levels),
  outcome: fc.constantFrom(...outcomes),
});
const results = fc.array(judged, { maxLength: 20 });
const rank = (judgements: Judged[]) =>
  levelRank(levelOf(levelProgress(judgements)));

describe('levels', () => {
  it('are the highest rung of which, and below which, everything required passes', () => {
    const given = (...words: string[]) =>
      levelOf(
        levelProgress(
          words.map(word => {
            const [level, outcome] = word.split(' ');
            return { level, outcome } as Judged;
          }),
        ),
      );
    expect(given('bronze pass', 'silver pass', 'gold pass')).toBe('gold');
    expect(given('bronze pass', 'silver fail', 'gold pass')).toBe('bronze');
    expect(given('bronze fail', 'silver pass', 'gold pass')).toBeUndefined();
    expect(given('bronze pass', 'silver no-data')).toBe('bronze');
    expect(given('bronze pass', 'bronze exempt', 'silver pass')).toBe('silver');
    expect(given('bronze pass', 'silver not-required', 'gold pass')).toBe(
      'gold',
    );
    // Nothing is asked for Gold, so it is not earned.
    expect(given('bronze pass', 'gold not-required')).toBe('bronze');
    expect(given()).toBeUndefined();
  });

  it('counts what is required on each rung', () => {
    const progress = levelProgress([
      { level: 'bronze', outcome: 'pass' },
      { level: 'silver', outcome: 'pass' },
      { level: 'silver', outcome: 'fail' },
      { level: 'silver', outcome: 'no-data' },
      { level: 'silver', outcome: 'exempt' },
      { level: 'silver', outcome: 'not-required' },
    ]);
    expect(progress[1]).toEqual({
      level: 'silver',
      required: 3,
      passed: 1,
      failed: 1,
      noData: 1,
      reached: false,
    });
  });

  it('law: one more rule that passes never lowers a level', () => {
    fc.assert(
      fc.property(results, fc.nat(), (before, at) => {
        const index = before.length ? at % before.length : 0;
        fc.pre(before.length > 0 && isRequired(before[index]));
        const after = before.with(index, { ...before[index], outcome: 'pass' });
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
    );
  });

  it('law: adding a rule that does not pass never raises a level', () => {
    fc.assert(
      fc.property(
        results,
        fc.constantFrom(...levels),
        fc.constantFrom('fail' as const, 'no-data' as const),
        (before, level, outcome) => {
          const after = rank([...before, { level, outcome }]);
          expect(after).toBeLessThanOrEqual(rank(before));
          expect(after).toBeLessThan(levelRank(level));
        },
      ),
    );
  });

  it('law: order does not matter, and the level is a reached rung with all below complete', () => {
    fc.assert(
      fc.property(results, given => {
        const progress = levelProgress(given);
        expect(levelProgress(given.toReversed())).toEqual(progress);
        const reached = rank(given);
        for (const rung of progress) {
          expect(rung.required).toBe(rung.passed + rung.failed + rung.noData);
        }
        for (const rung of progress.slice(0, reached)) {
          expect(rung.passed).toBe(rung.required);
        }
      }),
    );
  });

  it('law: what is excused neither helps nor hurts', () => {
    fc.assert(
      fc.property(
        results,
        fc.constantFrom(...levels),
        fc.constantFrom('exempt' as const, 'not-required' as const),
        (before, level, outcome) => {
          expect(rank([...before, { level, outcome }])).toBe(rank(before));
        },
      ),
    );
  });
});
