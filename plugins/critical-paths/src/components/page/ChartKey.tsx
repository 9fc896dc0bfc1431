import { RiAsterisk, RiTriangleFill } from '@remixicon/react';
import styles from './PageControls.module.css';

/** What the lines and marks mean, once for all charts of a page. */
export function ChartKey(props: { compare: boolean }) {
  return (
    <ul className={styles.key} aria-label="Key to the charts">
      <li>
        <span className={styles.sample} /> now
      </li>
      {props.compare && (
        <li>
          <span className={`${styles.sample} ${styles.previous}`} /> week before
        </li>
      )}
      <li>
        <span className={`${styles.sample} ${styles.target}`} /> target
      </li>
      <li>
        <span className={`${styles.sample} ${styles.unknown}`} /> unknown
      </li>
      <li>
        <RiTriangleFill className={styles.deployment} size={12} /> deployment
      </li>
      <li>
        <RiAsterisk className={styles.incident} size={12} /> incident
      </li>
    </ul>
  );
}
