import type { StandardAlert } from '@rocket/plugin-reliability-scoreboard-common';
import { OutcomeBadge } from '@rocket/ui';
import styles from './StandardAlerts.module.css';

const stateWords: Record<StandardAlert['state'], string> = {
  'in-place': 'in place',
  edited: 'edited',
  disabled: 'disabled',
  missing: 'missing',
};

/** The standard alert conditions as they are found in New Relic. */
export function StandardAlerts(props: { alerts: StandardAlert[] }) {
  return (
    <ul className={styles.alerts} aria-label="Standard alerts">
      {props.alerts.map(alert => (
        <li key={alert.id} className={styles.alert}>
          <OutcomeBadge
            outcome={alert.state === 'in-place' ? 'pass' : 'fail'}
            compact
          />{' '}
          <span>{alert.title}</span>{' '}
          <span className={styles.state}>
            {stateWords[alert.state]}
            {alert.difference && `: ${alert.difference}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
