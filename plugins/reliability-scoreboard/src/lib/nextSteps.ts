import {
  levels,
  type Level,
  type RuleResult,
} from '@rocket/plugin-reliability-scoreboard-common';

/** What is missing for one rung, in the order of the rule catalogue. */
export interface Rung {
  level: Level;
  steps: RuleResult[];
}

/** True for a required rule that does not pass: it fails, or its data is missing. */
export function isMissing(rule: RuleResult): boolean {
  return rule.outcome === 'fail' || rule.outcome === 'no-data';
}

/**
 * The rungs above the present level that something is missing for, nearest
 * first. What is missing for a rung is what its own rules miss: the rungs below
 * come before it.
 */
export function rungsAbove(options: {
  level?: Level;
  rules: RuleResult[];
}): Rung[] {
  const reached = options.level ? levels.indexOf(options.level) : -1;
  return levels
    .slice(reached + 1)
    .map(level => ({
      level,
      steps: options.rules.filter(
        rule => rule.level === level && isMissing(rule),
      ),
    }))
    .filter(rung => rung.steps.length > 0);
}

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** "one thing", "two things", "9 things". */
export function things(count: number): string {
  const number = numberWords[count] ?? String(count);
  return `${number} ${count === 1 ? 'thing' : 'things'}`;
}
