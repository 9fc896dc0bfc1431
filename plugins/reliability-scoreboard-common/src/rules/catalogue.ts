import type { RuleDescription } from '../api';
import { levels } from '../words';
import { alertRules } from './alerts';
import { coverageRules } from './coverage';
import { qualityRules } from './quality';
import { recoveryRules } from './recovery';
import type { Rule } from './Rule';

/** Every rule, Bronze first. */
export const rules: readonly Rule[] = [
  ...qualityRules,
  ...coverageRules,
  ...alertRules,
  ...recoveryRules,
].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));

/** The catalogue as people and pages read it. */
export function describeRules(): RuleDescription[] {
  return rules.map(rule => ({
    id: rule.id,
    title: rule.title,
    level: rule.level,
    dimension: rule.dimension,
    why: rule.why,
    howToFix: rule.howToFix,
    essential: rule.essential ?? false,
    tiers: [...rule.tiers],
    thresholds: rule.tiers.flatMap(tier =>
      rule.threshold
        ? {
            tier,
            comparison: rule.threshold.comparison,
            unit: rule.threshold.unit,
            value: rule.threshold.byTier[tier],
          }
        : [],
    ),
  }));
}
