import { Box } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

/** A part of the page with a heading, on a ground of its own that its controls know. */
export function Panel(props: {
  title: string;
  words?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, words, actions, children } = props;
  const id = useId();
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.panel}
      aria-labelledby={id}
    >
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {words && <p className={styles.words}>{words}</p>}
      {children}
    </Box>
  );
}
