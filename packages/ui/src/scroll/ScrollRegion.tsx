import type { ReactNode } from 'react';
import styles from './ScrollRegion.module.css';

/** What may be larger than its place; it scrolls with the keyboard, too. */
export function ScrollRegion(props: {
  label: string;
  /** Says how large the place is. */
  className?: string;
  children: ReactNode;
}) {
  const { label, className = '', children } = props;
  return (
    <div
      className={`${styles.region} ${className}`}
      role="region"
      aria-label={label}
      // A scrolling region has to be reachable with the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {children}
    </div>
  );
}
