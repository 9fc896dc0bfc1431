import type { HistoryPoint } from '@rocket/plugin-reliability-scoreboard-common';
import { EmptyState, LevelBadge } from '@rocket/ui';
import { describeTrend } from '../../lib/trend';
import { HistoryChart } from './HistoryChart';
import styles from './HistoryPanel.module.css';

/** Level and passed rules day by day: a finding, a picture, and the days as a table. */
export function HistoryPanel(props: { history: HistoryPoint[] }) {
  const { history } = props;
  if (history.length < 2) {
    return (
      <EmptyState
        title="The history begins today"
        description="One point is kept a day, for a year. Tomorrow there is a line."
      />
    );
  }
  return (
    <section className={styles.panel} aria-label="History">
      <p className={styles.finding}>{describeTrend(history)}.</p>
      <HistoryChart history={history} />
      <details className={styles.days}>
        <summary>Day by day</summary>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Level</th>
              <th scope="col">Rules that pass</th>
            </tr>
          </thead>
          <tbody>
            {[...history].reverse().map(point => (
              <tr key={point.date}>
                <th scope="row">{point.date}</th>
                <td>
                  <LevelBadge level={point.level} />
                </td>
                <td>
                  {point.passed} of {point.required}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
