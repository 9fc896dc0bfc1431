import { VisuallyHidden } from '@backstage/ui';
import { RiHistoryLine } from '@remixicon/react';
import type { ServiceScore } from '@rocket/plugin-reliability-scoreboard-common';
import { formatTime } from '@rocket/ui';
import styles from './cells.module.css';

/** When the score was computed, with a mark when one of its sources is stale. */
export function AgeCell(props: { score: ServiceScore }) {
  const { observedAt, stale } = props.score;
  const reason = stale && `since ${formatTime(stale.since)}: ${stale.reason}`;
  return (
    <span className={styles.age} title={reason}>
      <time dateTime={observedAt}>{formatTime(observedAt)}</time>
      {reason && (
        <>
          <RiHistoryLine className={styles.stale} aria-hidden="true" />
          <VisuallyHidden>stale {reason}</VisuallyHidden>
        </>
      )}
    </span>
  );
}
