import fc from 'fast-check';
import { serviceDetailSchema } from './api';
import type { ServiceFacts } from './facts';
import { levelRank } from './level';
import { describeRules, rules } from './rules';
import { scoreService } from './score';
import { declaredService, goodFacts, now } from './__testUtils__/service';
import type { Tier } from './words';

const noFacts: ServiceFacts = {
  entity: {},
  quality: {},
  coverage: {},
  alerts: {},
  recovery: {},
};

function score(
  facts: ServiceFacts,
  service: Parameters<typeof declaredService>[0] = {},
  exemptions?: ReadonlySet<string>,
) {
  const result = scoreService({
    service: declaredService(service),
    facts,
    exemptions,
    now,
  });
  return {
    ...result,
    rule: (id: string) => {
      const found = result.rules.find(({ ruleId }) => ruleId === id);
      if (!found) {
        throw new Error(`No rule ${id}`);
      }
      return found;
    },
  };
}

/** Facts after a change. */
function changed(change: (facts: ServiceFacts) => void): ServiceFacts {
  const facts = goodFacts();
  change(facts);
  return facts;
}

describe('scoreService', () => {
  it('gives Gold to who meets everything, in the shape of the API', () => {
    const { rule: _, ...good } = score(goodFacts());
    expect(good.level).toBe('gold');
    expect(good.dimensions).toMatchObject({
      quality: { outcome: 'pass', headline: { value: 0.9999, unit: 'ratio' } },
      coverage: { outcome: 'pass', headline: { value: 0.87, unit: 'ratio' } },
      alerts: { outcome: 'pass', headline: { value: 6, of: 6 } },
      recovery: { outcome: 'pass', headline: { value: 600, unit: 'seconds' } },
    });
    expect(good.errorBudget?.remaining).toBeCloseTo(0.8);
    expect(
      serviceDetailSchema.parse({ ...good, trend: [], history: [] }),
    ).toBeDefined();
  });

  it('says in a sentence what was found against what is asked', () => {
    const slow = score(
      changed(({ quality }) => {
        quality.value!.lastWeek.p95Milliseconds = 640.4;
      }),
    );
    expect(slow.level).toBe('silver');
    expect(slow.rule('latency-target')).toMatchObject({
      outcome: 'fail',
      verdict:
        'p95 latency 640 ms is over the 500 ms that tier 1 asks for, over the last 7 days.',
      value: { value: 640.4, unit: 'milliseconds' },
      threshold: { value: 500, unit: 'milliseconds', comparison: 'at-most' },
      evidence: {
        nrql: expect.stringContaining('percentile(duration, 95)'),
        accountId: 123,
        url: 'https://one.newrelic.com/limits',
      },
    });
    expect(slow.dimensions.quality).toMatchObject({
      outcome: 'fail',
      verdict: slow.rule('latency-target').verdict,
    });
    expect(
      score(
        changed(({ quality }) => {
          quality.value!.last28Days = { valid: 100_000, bad: 138 };
        }),
      ).rule('error-budget-left'),
    ).toMatchObject({
      outcome: 'fail',
      verdict:
        'The error budget is overspent by 38 %, at a target of 99.9 % over the last 28 days.',
    });
  });

  it('keeps zero, too few and unknown apart from good and bad', () => {
    const withRequests = (valid: number) =>
      score(
        changed(({ quality }) => {
          quality.value!.lastWeek = { valid, bad: 0 };
        }),
      ).rule('success-target');
    expect(withRequests(0)).toMatchObject({
      outcome: 'no-data',
      verdict: 'No request was seen over the last 7 days.',
      value: undefined,
    });
    expect(withRequests(199).verdict).toContain('Too few events: 199 requests');
    expect(withRequests(200).outcome).toBe('pass');

    const unknown = score(noFacts);
    expect(unknown.level).toBeUndefined();
    expect(unknown.instrumentation).toBe('not-joined');
    expect(new Set(unknown.rules.map(({ outcome }) => outcome))).toEqual(
      new Set(['no-data']),
    );
  });

  it('fails who is not instrumented, and calls the rest missing data', () => {
    const alone = score({ ...noFacts, entity: { observedAt: now } });
    expect(alone.rule('instrumented')).toMatchObject({
      outcome: 'fail',
      verdict: 'No annotation leads to an entity of New Relic.',
    });
    expect(alone.dimensions.quality.outcome).toBe('no-data');

    const wrong = score(
      changed(({ entity }) => {
        entity.value!.known = undefined;
      }),
    );
    expect(wrong.rule('instrumented').verdict).toContain('does not know');
    expect(wrong.rule('watched').outcome).toBe('no-data');

    const silent = score(
      changed(({ entity }) => {
        entity.value!.known!.reporting = false;
      }),
    );
    expect(silent.instrumentation).toBe('silent');
    expect(silent.rule('reporting').outcome).toBe('fail');
  });

  it('takes a quiet month for good only where something would have rung', () => {
    const quiet = (watched: boolean) =>
      score(
        changed(({ entity, recovery }) => {
          entity.value!.known!.watched = watched;
          recovery.value!.incidents = [];
        }),
      ).rule('recovery-fast');
    expect(quiet(true)).toMatchObject({
      outcome: 'pass',
      verdict: 'There was no incident to recover from over the last 28 days.',
    });
    expect(quiet(false).outcome).toBe('no-data');
    expect(
      score(
        changed(({ recovery }) => {
          recovery.value!.incidents = [{ openedAt: 1, critical: true }];
        }),
      ).rule('recovery-fast').verdict,
    ).toBe('Its first incident in 28 days is still open.');
  });

  it('asks of an experiment in the fast lane only what is essential', () => {
    const experiment = score(goodFacts(), { lifecycle: 'experimental' });
    expect(experiment.fastLane).toBe(true);
    expect(experiment.level).toBe('bronze');
    expect(
      experiment.rules
        .filter(({ outcome }) => outcome !== 'not-required')
        .map(({ ruleId }) => ruleId)
        .sort(),
    ).toEqual(['alert-error-rate', 'instrumented', 'reporting']);
    expect(experiment.dimensions.recovery.outcome).toBe('not-required');
  });

  it('does not ask deprecated services for tests, nor low tiers for everything', () => {
    const old = score(goodFacts(), { lifecycle: 'deprecated' });
    expect(old.rule('test-coverage')).toMatchObject({
      outcome: 'not-required',
      verdict: 'Not asked of deprecated services.',
    });
    const low = score(goodFacts(), { tier: 3 });
    expect(low.rule('alert-burn-rate').verdict).toBe('Not asked of tier 3.');
    expect(low.level).toBe('gold');
  });

  it('excuses who is exempt', () => {
    const noTests = changed(({ coverage }) => {
      coverage.value = {};
    });
    expect(score(noTests).level).toBe('bronze');
    const excused = score(
      noTests,
      {},
      new Set(['test-coverage', 'test-coverage-high']),
    );
    expect(excused.rule('test-coverage').outcome).toBe('exempt');
    expect(excused.level).toBe('gold');
  });

  it('keeps the value of a stale source, and says since when and why', () => {
    const stale = { since: '2026-11-24T10:42:00.000Z', reason: 'No answer' };
    const old = score(
      changed(({ quality }) => {
        quality.stale = stale;
      }),
    );
    expect(old.level).toBe('gold');
    expect(old.stale).toEqual(stale);
    expect(old.dimensions.quality).toMatchObject({ stale, outcome: 'pass' });
    expect(old.dimensions.alerts.stale).toBeUndefined();
    expect(old.rule('success-target').stale).toEqual(stale);
  });

  it('law: better numbers never lower a level', () => {
    const numbers = fc.record({
      bad: fc.integer({ min: 0, max: 3000 }),
      p95: fc.integer({ min: 1, max: 4000 }),
      covered: fc.integer({ min: 0, max: 1000 }),
      minutes: fc.integer({ min: 1, max: 3000 }),
    });
    const tier = fc.constantFrom<Tier>(0, 1, 2, 3);
    const rank = (
      n: typeof numbers extends fc.Arbitrary<infer T> ? T : never,
      t: Tier,
    ) =>
      levelRank(
        score(
          changed(({ quality, coverage, recovery }) => {
            quality.value = {
              lastWeek: { valid: 100_000, bad: n.bad, p95Milliseconds: n.p95 },
              last28Days: { valid: 400_000, bad: n.bad * 4 },
            };
            coverage.value!.report!.linesCovered = n.covered;
            recovery.value!.incidents = [
              { openedAt: 0, critical: true, closedAt: n.minutes * 60_000 },
            ];
          }),
          { tier: t },
        ).level,
      );
    fc.assert(
      fc.property(numbers, numbers, tier, (one, other, t) => {
        const better = {
          bad: Math.min(one.bad, other.bad),
          p95: Math.min(one.p95, other.p95),
          covered: Math.max(one.covered, other.covered),
          minutes: Math.min(one.minutes, other.minutes),
        };
        expect(rank(better, t)).toBeGreaterThanOrEqual(
          Math.max(rank(one, t), rank(other, t)),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('the catalogue', () => {
  it('has unique ids, all words, and is stricter the more critical the tier', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.why).toMatch(/\.$/);
      expect(rule.howToFix).toMatch(/\.$/);
      expect(rule.tiers.length).toBeGreaterThan(0);
    }
    for (const { threshold } of rules) {
      const byTier = ([0, 1, 2, 3] as const).map(
        tier => threshold?.byTier[tier] ?? 0,
      );
      const direction = threshold?.comparison === 'at-least' ? -1 : 1;
      expect(byTier).toEqual(byTier.toSorted((a, b) => direction * (a - b)));
    }
  });

  it('asks something in every dimension on every rung', () => {
    const asked = new Set(
      describeRules().map(({ level, dimension }) => `${dimension} ${level}`),
    );
    expect(asked.size).toBe(12);
  });
});
