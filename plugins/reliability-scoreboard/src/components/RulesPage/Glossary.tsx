import { OutcomeBadge } from '@rocket/ui';
import type { ReactNode } from 'react';
import styles from './RulesPage.module.css';

const words: Array<{ term: ReactNode; meaning: string }> = [
  {
    term: 'Service quality',
    meaning:
      'The share of requests that succeed, and whether latency and the error budget keep to what the tier asks.',
  },
  {
    term: 'Coverage',
    meaning:
      'The share of lines that tests run, and whether the service reports to New Relic and has a service level.',
  },
  {
    term: 'Alerts',
    meaning:
      'How many conditions of the standard set are in place, enabled and unedited; and how noisy they are.',
  },
  {
    term: 'Time to recover',
    meaning:
      'The median time from the opening of an incident to its close, over 28 days. Open incidents are counted apart; those closed by expiry or by a changed condition do not count.',
  },
  {
    term: 'Tier',
    meaning:
      'How critical a service is, from 0, the most critical, to 3: the declared tier, or the tier of a critical path on which it is a required step.',
  },
  {
    term: 'Fast lane',
    meaning:
      'For experiments that no client sees: only the essential rules are asked. Being put on a critical path ends it.',
  },
  {
    term: <OutcomeBadge outcome="no-data" />,
    meaning:
      'There is nothing to judge by. That is neither good nor bad, but it does not pass.',
  },
  {
    term: <OutcomeBadge outcome="exempt" />,
    meaning: 'Somebody decided that the rule does not count here, for a time.',
  },
  {
    term: <OutcomeBadge outcome="not-required" />,
    meaning: 'The rule is not asked of services of this tier.',
  },
];

/** What the words of the scoreboard mean. */
export function Glossary() {
  return (
    <section aria-labelledby="glossary-title">
      <h3 id="glossary-title" className={styles.levelTitle}>
        Words
      </h3>
      <dl className={styles.glossary}>
        {words.map(({ term, meaning }) => (
          <div key={meaning} className={styles.rule}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.meaning}>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
