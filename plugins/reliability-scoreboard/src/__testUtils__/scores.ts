import type {
  DimensionScore,
  RuleResult,
  ServiceDetail,
  ServiceScore,
  Summary,
} from '@rocket/plugin-reliability-scoreboard-common';

/** When everything in the fixtures was observed. */
export const observedAt = '2026-11-24T13:42:00Z';

const passing: DimensionScore = {
  headline: { value: 0.9998, unit: 'ratio' },
  outcome: 'pass',
  verdict: 'Every rule of it passes.',
  observedAt,
};

/** A service on Silver that is well but for what the test says. */
export function aServiceScore(
  score: Partial<ServiceScore> & { title: string },
): ServiceScore {
  return {
    entityRef: `component:default/${score.title}`,
    owner: 'group:default/cards',
    tier: 1,
    effectiveTier: 0,
    effectiveTierReason: 'on Card authorization',
    fastLane: false,
    clientFacing: true,
    lifecycle: 'production',
    type: 'service',
    language: 'java',
    paths: [],
    instrumentation: 'reporting',
    level: 'silver',
    progress: [
      rung('bronze', { required: 3, passed: 3 }),
      rung('silver', { required: 4, passed: 4 }),
      rung('gold', { required: 5, passed: 3, failed: 2 }),
    ],
    dimensions: {
      quality: passing,
      coverage: { ...passing, headline: { value: 0.81, unit: 'ratio' } },
      alerts: { ...passing, headline: { value: 6, of: 6, unit: 'count' } },
      recovery: { ...passing, headline: { value: 720, unit: 'seconds' } },
    },
    trend: [
      { date: '2026-11-22', level: 'bronze', passed: 9, required: 12 },
      { date: '2026-11-23', level: 'silver', passed: 10, required: 12 },
    ],
    observedAt,
    ...score,
  };
}

function rung(
  level: ServiceScore['progress'][number]['level'],
  counts: { required: number; passed: number; failed?: number },
) {
  return {
    level,
    failed: 0,
    noData: 0,
    reached: counts.required === counts.passed,
    ...counts,
  };
}

/** A rule that passes, unless the test says otherwise. */
export function aRule(
  rule: Partial<RuleResult> & { ruleId: string },
): RuleResult {
  return {
    title: rule.ruleId,
    level: 'gold',
    dimension: 'quality',
    outcome: 'pass',
    verdict: `${rule.ruleId} is as it should be.`,
    why: 'Somebody waits for it.',
    howToFix: 'Look at the slowest query.',
    evidence: {},
    observedAt,
    ...rule,
  };
}

export function aServiceDetail(
  detail: Partial<ServiceDetail> & { title: string },
): ServiceDetail {
  return { rules: [], history: [], ...aServiceScore(detail), ...detail };
}

export function aSummary(summary?: Partial<Summary>): Summary {
  return {
    services: 45,
    levels: { gold: 8, silver: 17, bronze: 12, none: 8 },
    withoutData: 3,
    fastLane: 4,
    week: { rose: 6, fell: 2 },
    collection: {
      running: false,
      configured: true,
      lastStartedAt: observedAt,
      lastSuccessAt: observedAt,
      sources: [],
    },
    filters: {
      owners: ['group:default/cards', 'group:default/ledger'],
      tiers: [0, 1, 2, 3],
      languages: ['go', 'java', 'nodejs', 'react'],
      lifecycles: ['experimental', 'production'],
      paths: [
        {
          entityRef: 'criticalpath:default/card-authorization',
          title: 'Card authorization',
        },
      ],
    },
    ...summary,
  };
}
