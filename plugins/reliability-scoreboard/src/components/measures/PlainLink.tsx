import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import styles from './PlainLink.module.css';

/**
 * A link in a cell of a table. Hundreds of them are on a page, and each link of
 * the design system brings a dozen hooks; this one is an anchor.
 */
export function PlainLink(props: {
  to: string | undefined;
  /** Said when the pointer rests on it, and by screen readers. */
  title?: string;
  bold?: boolean;
  children: ReactNode;
}) {
  const { to, title, bold, children } = props;
  return to === undefined ? (
    <>{children}</>
  ) : (
    <Link
      className={`${styles.link} ${bold ? styles.bold : ''}`}
      to={to}
      title={title}
    >
      {children}
    </Link>
  );
}
