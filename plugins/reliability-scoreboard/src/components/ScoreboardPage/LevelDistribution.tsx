import {
  levels,
  type Level,
  type Summary,
} from '@rocket/plugin-reliability-scoreboard-common';
import { LevelBadge } from '@rocket/ui';
import { formatCount } from '../../lib/measures';
import styles from './LevelDistribution.module.css';

type Rung = Level | 'none';

/** Highest first, as one reads a podium. */
const rungs: Rung[] = [...[...levels].reverse(), 'none'];

/**
 * How many services stand on each level, as one bar. Each part is a switch that
 * leaves only its services in the table.
 */
export function LevelDistribution(props: {
  levels: Summary['levels'];
  selected: Rung[];
  onSelect: (levels: Rung[]) => void;
}) {
  const { selected, onSelect } = props;
  const toggle = (rung: Rung) =>
    onSelect(
      selected.includes(rung)
        ? selected.filter(other => other !== rung)
        : [...selected, rung],
    );
  return (
    <div className={styles.distribution} role="group" aria-label="Levels">
      <div className={styles.bar} aria-hidden="true">
        {rungs
          .filter(rung => props.levels[rung] > 0)
          .map(rung => (
            <span
              key={rung}
              className={`${styles.part} ${styles[rung]}`}
              data-dimmed={selected.length > 0 && !selected.includes(rung)}
              style={{ flexGrow: props.levels[rung] }}
            />
          ))}
      </div>
      <div className={styles.labels}>
        {rungs.map(rung => (
          <button
            key={rung}
            type="button"
            className={styles.label}
            aria-pressed={selected.includes(rung)}
            onClick={() => toggle(rung)}
          >
            <span className={`${styles.swatch} ${styles[rung]}`} />
            <span className={styles.count}>
              {formatCount(props.levels[rung])}
            </span>{' '}
            <LevelBadge level={rung === 'none' ? undefined : rung} />
          </button>
        ))}
      </div>
    </div>
  );
}
