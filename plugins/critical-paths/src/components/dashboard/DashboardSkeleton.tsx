import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './DashboardPage.module.css';

/** The shape of the dashboards before their numbers come. */
export function DashboardSkeleton() {
  return (
    <div className={styles.rows} aria-busy="true">
      <VisuallyHidden>Reading the critical paths</VisuallyHidden>
      {[0, 1, 2].map(row => (
        <div key={row} className={styles.row}>
          <div className={styles.title}>
            <Skeleton width="70%" height={20} />
            <Skeleton width="40%" height={20} />
            <Skeleton width="50%" height={24} />
          </div>
          <div className={styles.chart}>
            <Skeleton width="100%" height={164} />
          </div>
          <div className={styles.slowest}>
            <Skeleton width="80%" height={16} />
          </div>
        </div>
      ))}
    </div>
  );
}
