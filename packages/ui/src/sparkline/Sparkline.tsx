import { sparklinePaths } from './sparklinePaths';
import styles from './Sparkline.module.css';

/**
 * A line without axes. Gaps (`undefined`) stay gaps.
 */
export function Sparkline(props: {
  values: ReadonlyArray<number | undefined>;
  /** What the line shows, for screen readers: a finding rather than a title. */
  label: string;
}) {
  return (
    <svg
      className={styles.sparkline}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      role="img"
      aria-label={props.label}
    >
      {sparklinePaths({ values: props.values, width: 100, height: 24 }).map(
        path => (
          <path key={path} className={styles.line} d={path} />
        ),
      )}
    </svg>
  );
}
