import { Link } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import {
  formatMeasure,
  type RuleResult,
} from '@rocket/plugin-reliability-scoreboard-common';
import { AsOf, Nrql } from '@rocket/ui';
import styles from './RuleExplanation.module.css';

/** Behind a verdict: why it matters, how to fix it, and where the number is from. */
export function RuleExplanation(props: { rule: RuleResult }) {
  const { rule } = props;
  const { value, threshold, evidence, observedAt, stale } = rule;
  return (
    <div className={styles.explanation}>
      <dl className={styles.words}>
        <div>
          <dt>How to fix it</dt>
          <dd>{rule.howToFix}</dd>
        </div>
        <div>
          <dt>Why it matters</dt>
          <dd>{rule.why}</dd>
        </div>
      </dl>
      <div className={styles.evidence}>
        {value && (
          <span>
            Found <strong>{formatMeasure(value)}</strong>
          </span>
        )}{' '}
        {threshold && (
          <span>
            asked {threshold.comparison === 'at-least' ? 'at least' : 'at most'}{' '}
            <strong>{formatMeasure(threshold)}</strong>
          </span>
        )}{' '}
        {observedAt && (
          <AsOf
            observedAt={observedAt}
            stale={stale !== undefined}
            reason={stale?.reason}
          />
        )}
        {evidence.url && (
          <Link href={evidence.url} target="_blank" standalone>
            See the evidence <RiExternalLinkLine size={14} aria-hidden="true" />
          </Link>
        )}
      </div>
      {evidence.nrql && (
        <Nrql query={evidence.nrql} accountId={evidence.accountId} />
      )}
    </div>
  );
}
