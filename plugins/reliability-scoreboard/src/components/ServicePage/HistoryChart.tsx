import type { HistoryPoint } from '@rocket/plugin-reliability-scoreboard-common';
import { formatPercentage, LevelBadge, levelWord } from '@rocket/ui';
import { levelRuns } from '../../lib/levelRuns';
import { describeTrend, passedShare } from '../../lib/trend';
import styles from './HistoryChart.module.css';

const width = 1000;
const height = 160;

/** The share of required rules that passed each day, over a strip of levels. */
export function HistoryChart(props: { history: HistoryPoint[] }) {
  const { history } = props;
  const x = (index: number) => (index / (history.length - 1)) * width;
  const y = (share: number) => (1 - share) * height;
  const line = history
    .map((point, index) => ({ share: passedShare(point), index }))
    .flatMap(({ share, index }, position, all) =>
      share === undefined
        ? []
        : [
            `${all[position - 1]?.share === undefined ? 'M' : 'L'}${x(
              index,
            ).toFixed(1)} ${y(share).toFixed(1)}`,
          ],
    )
    .join(' ');
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        Share of the required rules that pass
      </figcaption>
      <div className={styles.plot}>
        <div className={styles.axis} aria-hidden="true">
          {[1, 0.5, 0].map(share => (
            <span key={share}>{formatPercentage(share)}</span>
          ))}
        </div>
        <svg
          className={styles.chart}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={describeTrend(history)}
        >
          {[1, 0.5, 0].map(share => (
            <line
              key={share}
              className={styles.grid}
              x1={0}
              x2={width}
              y1={y(share)}
              y2={y(share)}
            />
          ))}
          <path className={styles.line} d={line} />
        </svg>
      </div>
      <ol className={styles.levels} aria-label="Levels over time">
        {levelRuns(history).map(run => (
          <li
            key={run.from}
            className={styles.level}
            style={{ flexGrow: run.days }}
            title={`${levelWord(run.level)} since ${run.from}`}
          >
            <LevelBadge level={run.level} />
          </li>
        ))}
      </ol>
      <div className={styles.dates} aria-hidden="true">
        <span>{history[0].date}</span>
        <span>{history.at(-1)?.date}</span>
      </div>
    </figure>
  );
}
