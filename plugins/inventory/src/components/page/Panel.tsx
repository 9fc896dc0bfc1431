import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

/** A part of the page with a heading, on a ground of its own. */
export function Panel(props: {
  title: string;
  words?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, words, actions, children } = props;
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {actions}
      </div>
      {words && <p className={styles.words}>{words}</p>}
      {children}
    </section>
  );
}
