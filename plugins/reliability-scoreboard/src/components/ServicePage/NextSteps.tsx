import type { ServiceDetail } from '@rocket/plugin-reliability-scoreboard-common';
import { levelWord, OutcomeBadge } from '@rocket/ui';
import { rungsAbove, things } from '../../lib/nextSteps';
import styles from './NextSteps.module.css';
import { RuleExplanation } from './RuleExplanation';

/** What is missing for the next level: what, why it matters, how to fix it. */
export function NextSteps(props: { service: ServiceDetail }) {
  const { service } = props;
  const [next, ...later] = rungsAbove(service);
  if (!next) {
    return (
      <section className={styles.steps} aria-labelledby="steps-title">
        <h3 id="steps-title" className={styles.title}>
          Nothing is missing
        </h3>
        <p className={styles.later}>
          Every rule that is asked of this service passes.
        </p>
      </section>
    );
  }
  return (
    <section className={styles.steps} aria-labelledby="steps-title">
      <h3 id="steps-title" className={styles.title}>
        For {levelWord(next.level)}, {things(next.steps.length)}:
      </h3>
      <ol className={styles.list}>
        {next.steps.map(rule => (
          <li key={rule.ruleId} className={styles.step}>
            <h4 className={styles.verdict}>{rule.verdict}</h4>
            <OutcomeBadge outcome={rule.outcome} />
            <RuleExplanation rule={rule} />
          </li>
        ))}
      </ol>
      {later.length > 0 && (
        <p className={styles.later}>
          Then{' '}
          {later
            .map(
              rung =>
                `${things(rung.steps.length)} for ${levelWord(rung.level)}`,
            )
            .join(' and ')}
          .
        </p>
      )}
    </section>
  );
}
