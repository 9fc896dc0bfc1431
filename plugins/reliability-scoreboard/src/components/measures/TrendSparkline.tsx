import type { HistoryPoint } from '@rocket/plugin-reliability-scoreboard-common';
import { Sparkline } from '@rocket/ui';
import { describeTrend, passedShare } from '../../lib/trend';
import styles from './TrendSparkline.module.css';

/** The share of required rules that passed, day by day. */
export function TrendSparkline(props: { trend: HistoryPoint[] }) {
  const { trend } = props;
  if (trend.length < 2) {
    return <span className={styles.words}>{describeTrend(trend)}</span>;
  }
  return (
    <Sparkline values={trend.map(passedShare)} label={describeTrend(trend)} />
  );
}
