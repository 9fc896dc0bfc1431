import type { RuleResult } from './api';
import type { ServiceFacts } from './facts';
import { formatMeasure } from './format';
import type { Evidence, Finding, Rule, Threshold } from './rules/Rule';
import type { Measure, Outcome, Tier } from './words';

/** Who a rule is asked of. */
export interface Applicant {
  tier: Tier;
  fastLane: boolean;
  lifecycle: string;
  /** Ids of the rules that it is excused from. */
  exemptions: ReadonlySet<string>;
}

/** Whether the rule is asked, and if not, why not. */
function excuse(
  rule: Rule,
  applicant: Applicant,
): { outcome: Outcome; verdict: string } | undefined {
  if (applicant.fastLane && !rule.essential) {
    return {
      outcome: 'not-required',
      verdict: 'Not asked of experiments in the fast lane.',
    };
  }
  if (!rule.tiers.includes(applicant.tier)) {
    return {
      outcome: 'not-required',
      verdict: `Not asked of tier ${applicant.tier}.`,
    };
  }
  if (rule.living && applicant.lifecycle === 'deprecated') {
    return {
      outcome: 'not-required',
      verdict: 'Not asked of deprecated services.',
    };
  }
  return applicant.exemptions.has(rule.id)
    ? { outcome: 'exempt', verdict: 'The service is exempt from this rule.' }
    : undefined;
}

/** Judges one rule; the value is told even where the rule is not asked. */
export function judge(options: {
  rule: Rule;
  applicant: Applicant;
  evidence: Evidence;
  facts: ServiceFacts;
}): RuleResult {
  const { rule, applicant, evidence, facts } = options;
  const { tier } = applicant;
  const finding = rule.examine(evidence, tier);
  const limit = rule.threshold && {
    value: rule.threshold.byTier[tier],
    unit: rule.threshold.unit,
    comparison: rule.threshold.comparison,
  };
  const excused = excuse(rule, applicant);
  const { observedAt, stale } = facts[rule.source];
  const { guid, accountId, known } = facts.entity.value ?? {};
  return {
    ruleId: rule.id,
    title: rule.title,
    level: rule.level,
    dimension: rule.dimension,
    ...(excused ?? verdictOf(finding, limit, tier)),
    value: measureOf(finding, rule.threshold),
    threshold: limit,
    why: rule.why,
    howToFix: rule.howToFix,
    evidence: {
      ...(guid && rule.nrql ? { nrql: rule.nrql(guid), accountId } : {}),
      url: known?.url,
    },
    observedAt,
    stale,
  };
}

function measureOf(
  finding: Finding,
  threshold: Threshold | undefined,
): Measure | undefined {
  switch (finding.kind) {
    case 'number':
      return { value: finding.value, unit: threshold?.unit ?? 'count' };
    case 'state':
      // "No incident" passes a rule about durations, and has none.
      return threshold
        ? undefined
        : { value: finding.good ? 1 : 0, unit: 'yes-no' };
    default:
      return undefined;
  }
}

function verdictOf(
  finding: Finding,
  limit: RuleResult['threshold'],
  tier: Tier,
): { outcome: Outcome; verdict: string } {
  if (finding.kind === 'nothing') {
    return { outcome: 'no-data', verdict: finding.because };
  }
  if (finding.kind === 'state') {
    return {
      outcome: finding.good ? 'pass' : 'fail',
      verdict: finding.sentence,
    };
  }
  if (!limit) {
    throw new Error(`No threshold to compare "${finding.subject}" with`);
  }
  const { value, subject, window, sentence } = finding;
  const atMost = limit.comparison === 'at-most';
  const good = atMost ? value <= limit.value : value >= limit.value;
  const [pass, fail] = atMost
    ? ['is within', 'is over']
    : ['reaches', 'is under'];
  return {
    outcome: good ? 'pass' : 'fail',
    verdict:
      sentence ??
      `${subject} ${formatMeasure({ value, unit: limit.unit })} ${
        good ? pass : fail
      } the ${formatMeasure(limit)} that tier ${tier} asks for, ${window}.`,
  };
}
