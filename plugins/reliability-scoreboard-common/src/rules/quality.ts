import { nrql } from '@rocket/nrql';
import { errorBudget } from '../errorBudget';
import { formatMeasure } from '../format';
import type { Tier } from '../words';
import {
  allTiers,
  upToTier2,
  type Evidence,
  type Finding,
  type Rule,
} from './Rule';

/** With fewer requests a rate says little. */
export const fewestRequests = 200;

/** The service level that each tier promises over 28 days. */
export const successTargets: Record<Tier, number> = {
  0: 0.9995,
  1: 0.999,
  2: 0.995,
  3: 0.99,
};

const window = 'over the last 7 days';

function lastWeek(
  { entity, quality }: Evidence,
  examine: (
    week: NonNullable<Evidence['quality']['value']>['lastWeek'],
  ) => Finding,
): Finding {
  const week = quality.value?.lastWeek;
  if (!week) {
    return {
      kind: 'nothing',
      because: entity.value?.known
        ? 'Requests have not been counted yet.'
        : 'New Relic does not know this service, so nobody can count its requests.',
    };
  }
  if (week.valid === 0) {
    return {
      kind: 'nothing',
      because: `No request was seen ${window}.`,
    };
  }
  if (week.valid < fewestRequests) {
    return {
      kind: 'nothing',
      because: `Too few events: ${week.valid} requests ${window}, ${fewestRequests} are needed for a rate.`,
    };
  }
  return examine(week);
}

const successRate = (evidence: Evidence) =>
  lastWeek(evidence, ({ valid, bad }) => ({
    kind: 'number',
    value: 1 - bad / valid,
    subject: 'The success rate',
    window,
  }));

const p95Latency = (evidence: Evidence) =>
  lastWeek(evidence, ({ p95Milliseconds }) =>
    p95Milliseconds === undefined
      ? { kind: 'nothing', because: `No duration was reported ${window}.` }
      : {
          kind: 'number',
          value: p95Milliseconds,
          subject: 'p95 latency',
          window,
        },
  );

const successNrql = (guid: string) =>
  nrql`SELECT percentage(count(*), WHERE error IS NOT TRUE) AS 'success' FROM Transaction WHERE entityGuid = ${guid} SINCE 7 days ago`;
const latencyNrql = (guid: string) =>
  nrql`SELECT percentile(duration, 95) AS 'p95' FROM Transaction WHERE entityGuid = ${guid} SINCE 7 days ago`;

function budgetSentence(remaining: number, target: number): string {
  const promise = `of ${formatMeasure({
    value: target,
    unit: 'ratio',
  })} over the last 28 days`;
  const percent = (value: number) => `${Math.round(value * 100)} %`;
  return remaining >= 0
    ? `${percent(remaining)} of the error budget is left, at a target ${promise}.`
    : `The error budget is overspent by ${percent(
        -remaining,
      )}, at a target ${promise}.`;
}

export const qualityRules: readonly Rule[] = [
  {
    id: 'success-floor',
    title: 'Works most of the time',
    level: 'bronze',
    dimension: 'quality',
    tiers: allTiers,
    threshold: {
      comparison: 'at-least',
      unit: 'ratio',
      byTier: { 0: 0.995, 1: 0.99, 2: 0.98, 3: 0.95 },
    },
    why: 'Below this, callers notice failures every day.',
    howToFix:
      'Open the errors of the last week in New Relic, take the most frequent class and mend it first.',
    source: 'quality',
    nrql: successNrql,
    examine: successRate,
  },
  {
    id: 'success-target',
    title: 'Meets the success rate of its tier',
    level: 'silver',
    dimension: 'quality',
    tiers: allTiers,
    threshold: {
      comparison: 'at-least',
      unit: 'ratio',
      byTier: successTargets,
    },
    why: 'The target of the tier is what callers and critical paths count on.',
    howToFix:
      'Look for errors that come with deployments or with one caller; add retries only where repeating is safe.',
    source: 'quality',
    nrql: successNrql,
    examine: successRate,
  },
  {
    id: 'latency-acceptable',
    title: 'Answers in acceptable time',
    level: 'silver',
    dimension: 'quality',
    tiers: allTiers,
    threshold: {
      comparison: 'at-most',
      unit: 'milliseconds',
      byTier: { 0: 500, 1: 800, 2: 1500, 3: 3000 },
    },
    why: 'A slow answer is a failed one for whoever waits at a terminal.',
    howToFix:
      'Find the slowest transaction in New Relic and see whether its time goes to the database, to a callee or to itself.',
    source: 'quality',
    nrql: latencyNrql,
    examine: p95Latency,
  },
  {
    id: 'latency-target',
    title: 'Answers as fast as its tier asks',
    level: 'gold',
    dimension: 'quality',
    tiers: allTiers,
    threshold: {
      comparison: 'at-most',
      unit: 'milliseconds',
      byTier: { 0: 300, 1: 500, 2: 1000, 3: 2000 },
    },
    why: 'The latencies of a path add up; each step has to leave time for the others.',
    howToFix:
      'Trace the slow tenth of requests: caches, indexes and parallel calls are the usual gains.',
    source: 'quality',
    nrql: latencyNrql,
    examine: p95Latency,
  },
  {
    id: 'error-budget-left',
    title: 'Has error budget left',
    level: 'gold',
    dimension: 'quality',
    tiers: upToTier2,
    threshold: {
      comparison: 'at-least',
      unit: 'ratio',
      byTier: { 0: 0, 1: 0, 2: 0, 3: 0 },
    },
    why: 'A week can be lucky; the budget looks at 28 days.',
    howToFix:
      'Hold back risky changes until the budget recovers, and mend what spent it.',
    source: 'quality',
    nrql: guid =>
      nrql`SELECT count(*) AS 'valid', filter(count(*), WHERE error IS TRUE) AS 'bad' FROM Transaction WHERE entityGuid = ${guid} SINCE 28 days ago`,
    examine: ({ quality }, tier) => {
      const requests = quality.value?.last28Days;
      const budget =
        requests && errorBudget({ ...requests, target: successTargets[tier] });
      if (!budget) {
        return {
          kind: 'nothing',
          because: 'No request was seen over the last 28 days.',
        };
      }
      return budget.valid < fewestRequests
        ? {
            kind: 'nothing',
            because: `Too few events: ${budget.valid} requests over the last 28 days.`,
          }
        : {
            kind: 'number',
            value: budget.remaining,
            subject: 'The error budget left',
            window: 'over the last 28 days',
            sentence: budgetSentence(budget.remaining, successTargets[tier]),
          };
    },
  },
];
