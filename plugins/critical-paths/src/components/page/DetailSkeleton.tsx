import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from '../path/PathPage.module.css';

/** The shape of a path's or a step's page before its numbers come. */
export function DetailSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <VisuallyHidden>Reading the numbers</VisuallyHidden>
      <Skeleton width="60%" height={24} />
      <Skeleton width="80%" height={48} />
      <Skeleton width="100%" height={112} />
      <div className={styles.charts}>
        {[0, 1, 2, 3].map(chart => (
          <div key={chart} className={styles.card}>
            <Skeleton width="30%" height={20} />
            <Skeleton width="100%" height={174} />
          </div>
        ))}
      </div>
    </div>
  );
}
