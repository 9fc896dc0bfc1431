import type { RuleResult } from '@rocket/plugin-reliability-scoreboard-common';
import { LevelBadge, OutcomeBadge } from '@rocket/ui';
import { RuleExplanation } from './RuleExplanation';
import styles from './RuleList.module.css';

/** Rules with their outcomes; each opens into its explanation and evidence. */
export function RuleList(props: { rules: RuleResult[] }) {
  return (
    <ul className={styles.rules} aria-label="Rules">
      {props.rules.map(rule => (
        <li key={rule.ruleId}>
          <details className={styles.rule}>
            <summary className={styles.summary}>
              <span className={styles.outcome}>
                <OutcomeBadge outcome={rule.outcome} />
              </span>{' '}
              <span className={styles.words}>
                <span className={styles.title}>{rule.title}</span>{' '}
                <span className={styles.verdict}>{rule.verdict}</span>
              </span>{' '}
              <span className={styles.level}>
                <LevelBadge level={rule.level} />
              </span>
            </summary>
            <div className={styles.explanation}>
              <RuleExplanation rule={rule} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
