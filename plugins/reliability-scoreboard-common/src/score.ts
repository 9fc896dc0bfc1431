import type {
  DimensionScore,
  Instrumentation,
  PathMembership,
  RuleResult,
  ServiceDetail,
  Stale,
} from './api';
import { errorBudget } from './errorBudget';
import type { Observed, ServiceFacts } from './facts';
import { judge } from './judge';
import { isRequired, levelOf, levelProgress } from './level';
import { recoveryStatistics } from './recovery';
import { rules, successTargets } from './rules';
import type { Evidence } from './rules/Rule';
import { matchStandardAlerts } from './standardAlerts';
import { effectiveTier } from './tier';
import {
  dimensions,
  levels,
  type Dimension,
  type Measure,
  type Outcome,
  type Tier,
} from './words';

/** A service as the catalog declares it. */
export interface DeclaredService {
  entityRef: string;
  title: string;
  owner?: string;
  tier?: Tier;
  lifecycle: string;
  type: string;
  language?: string;
  clientFacing: boolean;
  paths: PathMembership[];
}

/** A score without its past. */
export type Score = Omit<ServiceDetail, 'trend' | 'history'>;

/** Judges a service by everything that is known of it. */
export function scoreService(options: {
  service: DeclaredService;
  facts: ServiceFacts;
  /** Ids of rules that the service is excused from. */
  exemptions?: ReadonlySet<string>;
  /** ISO 8601, UTC: when the score is computed. */
  now: string;
}): Score {
  const { service, facts, now } = options;
  const { tier, reason, fastLane } = effectiveTier({
    ...service,
    declared: service.tier,
  });
  const evidence = toEvidence(facts);
  const results = rules.map(rule =>
    judge({
      rule,
      applicant: {
        tier,
        fastLane,
        lifecycle: service.lifecycle,
        exemptions: options.exemptions ?? new Set(),
      },
      evidence,
      facts,
    }),
  );
  const progress = levelProgress(results);
  const entity = facts.entity.value;
  return {
    ...service,
    effectiveTier: tier,
    effectiveTierReason: reason,
    fastLane,
    instrumentation: instrumentationOf(facts),
    level: levelOf(progress),
    progress,
    dimensions: scoreDimensions(results, { evidence, facts }),
    observedAt: now,
    stale: stalest(results.map(result => result.stale)),
    rules: results,
    newRelic: entity && {
      guid: entity.guid,
      name: entity.known?.name,
      accountId: entity.accountId,
      url: entity.known?.url,
      foundByName: entity.foundByName,
    },
    errorBudget:
      facts.quality.value &&
      errorBudget({
        ...facts.quality.value.last28Days,
        target: successTargets[tier],
      }),
    recovery: evidence.recovery.value,
    standardAlerts: evidence.alerts.value,
  };
}

function toEvidence(facts: ServiceFacts): Evidence {
  const guid = facts.entity.value?.guid;
  return {
    entity: facts.entity,
    quality: facts.quality,
    coverage: facts.coverage,
    recovery: map(facts.recovery, ({ incidents }) =>
      recoveryStatistics(incidents),
    ),
    alerts: map(facts.alerts, ({ conditions }) =>
      guid === undefined
        ? undefined
        : matchStandardAlerts({ guid, conditions }),
    ),
    rung: map(
      facts.recovery,
      ({ incidents }) => incidents.filter(({ critical }) => critical).length,
    ),
  };
}

function map<T, U>(
  observed: Observed<T>,
  convert: (value: T) => U | undefined,
): Observed<U> {
  const { value, ...age } = observed;
  return {
    ...age,
    value: value === undefined ? undefined : convert(value),
  };
}

function instrumentationOf({ entity }: ServiceFacts): Instrumentation {
  if (!entity.value?.known) {
    return 'not-joined';
  }
  return entity.value.known.reporting ? 'reporting' : 'silent';
}

function scoreDimensions(
  results: readonly RuleResult[],
  context: { evidence: Evidence; facts: ServiceFacts },
): Record<Dimension, DimensionScore> {
  const scored = dimensions.map(dimension => {
    const own = results.filter(result => result.dimension === dimension);
    return [
      dimension,
      {
        headline: headlineOf(dimension, context.evidence),
        ...summarise(own),
        observedAt: context.facts[dimension].observedAt,
        stale: stalest(own.map(result => result.stale)),
      },
    ] as const;
  });
  return Object.fromEntries(scored) as Record<Dimension, DimensionScore>;
}

function summarise(results: readonly RuleResult[]): {
  outcome: Outcome;
  verdict: string;
} {
  const required = results.filter(isRequired);
  if (required.length === 0) {
    const exempt = results.find(({ outcome }) => outcome === 'exempt');
    return exempt
      ? { outcome: 'exempt', verdict: exempt.verdict }
      : { outcome: 'not-required', verdict: 'Nothing is asked here.' };
  }
  const ranked = required.toSorted(
    (a, b) => levels.indexOf(a.level) - levels.indexOf(b.level),
  );
  const worst =
    ranked.find(({ outcome }) => outcome === 'fail') ??
    ranked.find(({ outcome }) => outcome === 'no-data');
  return worst
    ? { outcome: worst.outcome, verdict: worst.verdict }
    : { outcome: 'pass', verdict: 'All that is asked here is met.' };
}

/** The one number to show of a dimension. */
function headlineOf(
  dimension: Dimension,
  { quality, coverage, alerts, recovery }: Evidence,
): Measure | undefined {
  switch (dimension) {
    case 'quality': {
      const week = quality.value?.lastWeek;
      return week && week.valid > 0
        ? { value: 1 - week.bad / week.valid, unit: 'ratio' }
        : undefined;
    }
    case 'coverage': {
      const report = coverage.value?.report;
      return report && report.linesTotal > 0
        ? { value: report.linesCovered / report.linesTotal, unit: 'ratio' }
        : undefined;
    }
    case 'alerts': {
      const set = alerts.value;
      return (
        set && {
          value: set.filter(({ state }) => state === 'in-place').length,
          unit: 'count',
          of: set.length,
        }
      );
    }
    default: {
      const median = recovery.value?.medianSeconds;
      return median === undefined
        ? undefined
        : { value: median, unit: 'seconds' };
    }
  }
}

/** The one that has been stale for longest, with every reason. */
function stalest(all: Array<Stale | undefined>): Stale | undefined {
  const stale = all.filter(item => item !== undefined);
  if (stale.length === 0) {
    return undefined;
  }
  return {
    since: stale.map(({ since }) => since).sort()[0],
    reason: [...new Set(stale.map(({ reason }) => reason))].join('; '),
  };
}
