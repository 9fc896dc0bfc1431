import type {
  Dimension,
  DimensionScore,
} from '@rocket/plugin-reliability-scoreboard-common';
import { OutcomeBadge } from '@rocket/ui';
import { formatHeadline } from '../../lib/measures';
import styles from './DimensionValue.module.css';

/**
 * The number of a dimension and its outcome: "99.98 % ✓". Without a number the
 * outcome stands in words. A stale number is dimmed.
 */
export function DimensionValue(props: {
  dimension: Dimension;
  score: DimensionScore;
}) {
  const { dimension, score } = props;
  if (!score.headline) {
    return <OutcomeBadge outcome={score.outcome} />;
  }
  return (
    <span className={styles.value} data-stale={score.stale !== undefined}>
      <span className={styles.number}>
        {formatHeadline(dimension, score.headline)}
      </span>
      <OutcomeBadge outcome={score.outcome} compact />
    </span>
  );
}
