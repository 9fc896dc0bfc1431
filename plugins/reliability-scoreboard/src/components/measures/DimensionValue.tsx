import {
  formatMeasure,
  type DimensionScore,
} from '@rocket/plugin-reliability-scoreboard-common';
import { OutcomeBadge } from '@rocket/ui';
import styles from './DimensionValue.module.css';

/**
 * The number of a dimension and its outcome: "99.98 % ✓". Without a number the
 * outcome stands in words. A stale number is dimmed.
 */
export function DimensionValue(props: { score: DimensionScore }) {
  const { score } = props;
  if (!score.headline) {
    return <OutcomeBadge outcome={score.outcome} />;
  }
  return (
    <span className={styles.value} data-stale={score.stale !== undefined}>
      <span className={styles.number}>{formatMeasure(score.headline)}</span>{' '}
      <OutcomeBadge outcome={score.outcome} compact />
    </span>
  );
}
