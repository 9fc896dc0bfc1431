import { aRule } from '../__testUtils__/scores';
import { describeBudget, describeRemaining } from './budget';
import { levelRuns } from './levelRuns';
import { rungsAbove, things } from './nextSteps';
import { describeTrend, passedShare } from './trend';

describe('rungsAbove', () => {
  const rules = [
    aRule({ ruleId: 'reports', level: 'bronze', outcome: 'no-data' }),
    aRule({ ruleId: 'alerts', level: 'silver', outcome: 'exempt' }),
    aRule({ ruleId: 'tests', level: 'gold', outcome: 'fail' }),
    aRule({ ruleId: 'latency', level: 'gold', outcome: 'pass' }),
  ];

  it('names what fails and what has no data, nearest rung first', () => {
    expect(
      rungsAbove({ rules }).map(({ level, steps }) => [
        level,
        steps.map(step => step.ruleId),
      ]),
    ).toEqual([
      ['bronze', ['reports']],
      ['gold', ['tests']],
    ]);
  });

  it('leaves out the rungs that are reached', () => {
    expect(rungsAbove({ level: 'silver', rules })).toHaveLength(1);
    expect(rungsAbove({ level: 'gold', rules })).toEqual([]);
  });

  it('counts in words as long as they are short', () => {
    expect([1, 2, 12].map(things)).toEqual([
      'one thing',
      'two things',
      '12 things',
    ]);
  });
});

describe('describeTrend', () => {
  const point = (date: string, passed: number) => ({
    date,
    passed,
    required: 12,
  });

  it('compares the last day with the first', () => {
    expect(
      describeTrend([point('2026-10-27', 9), point('2026-11-24', 11)]),
    ).toBe('11 of 12 rules pass, 2 more than on 27 October');
    expect(
      describeTrend([point('2026-10-27', 9), point('2026-11-24', 8)]),
    ).toBe('8 of 12 rules pass, 1 fewer than on 27 October');
    expect(
      describeTrend([point('2026-10-27', 9), point('2026-11-24', 9)]),
    ).toBe('9 of 12 rules pass, as many as on 27 October');
  });

  it('has nothing to compare on the first day', () => {
    expect(describeTrend([])).toBe('no history');
    expect(describeTrend([point('2026-11-24', 9)])).toBe('new');
  });

  it('has a gap on days when nothing was required', () => {
    expect(
      passedShare({ date: '2026-11-24', passed: 0, required: 0 }),
    ).toBeUndefined();
  });
});

describe('describeBudget', () => {
  const budget = {
    target: 0.999,
    valid: 100_000,
    bad: 50,
    remaining: 0.5,
    burnRate: 0.5,
  };

  it('says how long the rest lasts at the rate of the window', () => {
    // 0.5 × 28 days ÷ 2 = 7 days
    expect(describeBudget({ ...budget, burnRate: 2 })).toMatch(
      /^7\sdays at this rate$/,
    );
    expect(describeBudget({ ...budget, burnRate: 0.1 })).toBe(
      'lasts longer than 28 days at this rate',
    );
  });

  it('says when there is none left, no error, or too little to judge by', () => {
    expect(describeBudget({ ...budget, remaining: -0.2 })).toBe(
      'overspent by 20\u00a0%',
    );
    expect(
      [0.62, -0.2].map(remaining =>
        describeRemaining({ ...budget, remaining }),
      ),
    ).toEqual(['62\u00a0% left', 'nothing left']);
    expect(describeBudget({ ...budget, remaining: 1, burnRate: 0 })).toBe(
      'no errors',
    );
    expect(describeBudget({ ...budget, valid: 199 })).toBe(
      'fewer than 200 requests in 28 days',
    );
  });
});

describe('levelRuns', () => {
  it('joins days in a row on one level', () => {
    const day = (date: string, level?: 'bronze' | 'silver') => ({
      date,
      level,
      passed: 1,
      required: 2,
    });
    expect(
      levelRuns([
        day('2026-11-20'),
        day('2026-11-21', 'bronze'),
        day('2026-11-22', 'bronze'),
        day('2026-11-23'),
      ]),
    ).toEqual([
      { level: undefined, from: '2026-11-20', days: 1 },
      { level: 'bronze', from: '2026-11-21', days: 2 },
      { level: undefined, from: '2026-11-23', days: 1 },
    ]);
  });
});
