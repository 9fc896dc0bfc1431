import { VisuallyHidden } from '@backstage/ui';
import type { RemixiconComponentType } from '@remixicon/react';
import type { CSSProperties } from 'react';
import styles from './Mark.module.css';

/** How one outcome or status looks: one token, one icon, one word. */
export interface MarkStyle {
  /** The name of a custom property of tokens.css, such as `--rocket-pass`. */
  token: string;
  icon: RemixiconComponentType;
  word: string;
  /** Hatched, for what is not known. */
  hatched?: boolean;
}

/**
 * An icon and a word in one colour. Compact marks show the icon and keep the
 * word for screen readers and for the pointer that rests on it; plain ones stand
 * among text, without a ground of their own.
 */
export function Mark(props: {
  mark: MarkStyle;
  compact?: boolean;
  plain?: boolean;
  /** What the pointer is told that rests on it. */
  title?: string;
}) {
  const { mark, compact, plain, title } = props;
  const Icon = mark.icon;
  const classNames = [
    styles.mark,
    mark.hatched ? styles.hatched : '',
    compact ? styles.compact : '',
    plain ? styles.plain : '',
  ];
  return (
    <span
      className={classNames.filter(Boolean).join(' ')}
      style={{ '--mark-color': `var(${mark.token})` } as CSSProperties}
      title={compact ? mark.word : title}
    >
      <Icon className={styles.icon} aria-hidden="true" />
      {compact ? <VisuallyHidden>{mark.word}</VisuallyHidden> : mark.word}
    </span>
  );
}
