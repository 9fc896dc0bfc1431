import type { RemixiconComponentType } from '@remixicon/react';
import type { CSSProperties } from 'react';
import styles from './Mark.module.css';

/** How something looks everywhere: one colour token, one icon, one word. */
export interface MarkStyle {
  /** The name of a custom property of @rocket/ui, such as `--rocket-pass`. */
  token: string;
  icon: RemixiconComponentType;
  word: string;
}

/** An icon in its colour and the word that says the same. */
export function Mark(props: { mark: MarkStyle; title?: string }) {
  const { mark, title } = props;
  const Icon = mark.icon;
  return (
    <span
      className={styles.mark}
      style={{ '--mark-color': `var(${mark.token})` } as CSSProperties}
      title={title}
    >
      <Icon className={styles.icon} aria-hidden="true" />
      {mark.word}
    </span>
  );
}
