import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** A place with nothing in it yet, that says what would be here and how. */
export function EmptyState(props: {
  title: string;
  description?: ReactNode;
  /** The next thing to do: a link or a button. */
  action?: ReactNode;
  /** One deeper than the heading above it. */
  headingLevel?: 2 | 3 | 4;
}) {
  const Heading = `h${props.headingLevel ?? 2}` as const;
  return (
    <div className={styles.empty}>
      <Heading className={styles.title}>{props.title}</Heading>
      {props.description && (
        <p className={styles.description}>{props.description}</p>
      )}
      {props.action && <div className={styles.action}>{props.action}</div>}
    </div>
  );
}
