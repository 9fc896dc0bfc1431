import type {
  Level,
  LevelProgress,
} from '@rocket/plugin-reliability-scoreboard-common';
import { LevelBadge } from '@rocket/ui';
import styles from './Ladder.module.css';

/** The three rungs: how many of the required rules of each one pass. */
export function Ladder(props: {
  level: Level | undefined;
  progress: LevelProgress[];
}) {
  return (
    <ol className={styles.ladder} aria-label="Levels">
      {props.progress.map(rung => (
        <li
          key={rung.level}
          className={styles.rung}
          data-reached={rung.reached}
          aria-current={rung.level === props.level ? 'step' : undefined}
        >
          <span className={styles.words}>
            <LevelBadge level={rung.level} />{' '}
            <span className={styles.count}>{describe(rung)}</span>
          </span>
          <span className={styles.track} aria-hidden="true">
            {parts(rung).map(([outcome, count]) => (
              <span
                key={outcome}
                className={styles[outcome]}
                style={{ flexGrow: count }}
              />
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}

function describe(rung: LevelProgress): string {
  if (rung.required === 0) {
    return 'nothing is asked';
  }
  const passed = `${rung.passed} of ${rung.required} pass`;
  return rung.noData > 0 ? `${passed}, ${rung.noData} without data` : passed;
}

function parts(rung: LevelProgress): Array<[string, number]> {
  const all: Array<[string, number]> = [
    ['passed', rung.passed],
    ['failed', rung.failed],
    ['noData', rung.noData],
  ];
  return all.filter(([, count]) => count > 0);
}
