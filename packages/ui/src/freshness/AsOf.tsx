import { RiHistoryLine } from '@remixicon/react';
import { formatMoment, formatTime } from '../format';
import styles from './AsOf.module.css';

export interface AsOfProps {
  /** When the numbers were observed, ISO 8601 in UTC. */
  observedAt: string;
  /** The source did not answer since, so the numbers are its last good ones. */
  stale?: boolean;
  /** Why they are stale, as the end of a sentence: "New Relic did not answer". */
  reason?: string;
}

/** How old the numbers beside it are: "as of 10:42, New Relic did not answer". */
export function AsOf(props: AsOfProps) {
  const { observedAt, stale, reason } = props;
  const explanation = stale ? `, ${reason ?? 'the source did not answer'}` : '';
  return (
    <span className={`${styles.asOf} ${stale ? styles.stale : ''}`}>
      {stale && <RiHistoryLine className={styles.icon} aria-hidden="true" />}
      <span>
        as of{' '}
        <time dateTime={observedAt} title={formatMoment(observedAt)}>
          {formatTime(observedAt)}
        </time>
        {explanation}
      </span>
    </span>
  );
}
