import type { AccountStatus } from '@rocket/plugin-newrelic-operations-common';
import { useId } from 'react';
import { count } from '../lib/words';
import styles from './Usage.module.css';

/** How much of a limit is used: a number, a bar, and what waits for its turn. */
export function Usage(props: { label: string; load: AccountStatus['nrql'] }) {
  const { label, load } = props;
  const labelId = useId();
  const words = `${count(load.used)} of ${count(load.limit)}${
    load.queued > 0 ? `, ${count(load.queued)} waiting` : ''
  }`;
  return (
    <div className={styles.usage}>
      <span id={labelId} className={styles.label}>
        {label}
      </span>
      <span className={styles.words}>{words}</span>
      <div
        className={styles.track}
        role="meter"
        aria-labelledby={labelId}
        aria-valuemin={0}
        aria-valuemax={load.limit}
        aria-valuenow={Math.min(load.used, load.limit)}
        aria-valuetext={words}
      >
        <div
          className={styles.bar}
          data-full={load.queued > 0}
          style={{ width: `${Math.min(1, load.used / load.limit) * 100}%` }}
        />
      </div>
    </div>
  );
}
