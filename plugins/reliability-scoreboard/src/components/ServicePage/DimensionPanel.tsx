import type {
  Dimension,
  ServiceDetail,
} from '@rocket/plugin-reliability-scoreboard-common';
import { AsOf } from '@rocket/ui';
import { dimensionTitles } from '../../lib/measures';
import { DimensionFacts } from './DimensionFacts';
import styles from './DimensionPanel.module.css';
import { RuleList } from './RuleList';

/** One dimension: its verdict, its facts, and all its rules with their outcomes. */
export function DimensionPanel(props: {
  dimension: Dimension;
  service: ServiceDetail;
}) {
  const { dimension, service } = props;
  const { verdict, observedAt, stale } = service.dimensions[dimension];
  return (
    <section className={styles.panel} aria-label={dimensionTitles[dimension]}>
      <p className={styles.verdict}>
        {verdict}{' '}
        {observedAt && (
          <AsOf
            observedAt={observedAt}
            stale={stale !== undefined}
            reason={stale?.reason}
          />
        )}
      </p>
      <DimensionFacts dimension={dimension} service={service} />
      <RuleList
        rules={service.rules.filter(rule => rule.dimension === dimension)}
      />
    </section>
  );
}
