import { VisuallyHidden } from '@backstage/ui';
import styles from './LevelBadge.module.css';

/** The rungs of a scoreboard's ladder, from the lowest. */
export type Level = 'bronze' | 'silver' | 'gold';

const levels = {
  none: { bars: 0, word: 'No level yet' },
  bronze: { bars: 1, word: 'Bronze' },
  silver: { bars: 2, word: 'Silver' },
  gold: { bars: 3, word: 'Gold' },
};

/** The word for a level, or for having none. */
export function levelWord(level: Level | undefined): string {
  return levels[level ?? 'none'].word;
}

/**
 * A level as a shape: one, two or three bars, and its word. Without a level the
 * bars are empty. `compact` keeps the word for screen readers.
 */
export function LevelBadge(props: {
  level: Level | undefined;
  compact?: boolean;
}) {
  const { bars, word } = levels[props.level ?? 'none'];
  return (
    <span className={styles.badge} title={props.compact ? word : undefined}>
      <svg className={styles.bars} viewBox="0 0 16 16" aria-hidden="true">
        {[0, 1, 2].map(bar => (
          <rect
            key={bar}
            className={bar < bars ? styles.full : styles.empty}
            x={1 + bar * 5}
            y="2"
            width="3.5"
            height="12"
            rx="1"
          />
        ))}
      </svg>
      {props.compact ? <VisuallyHidden>{word}</VisuallyHidden> : word}
    </span>
  );
}
